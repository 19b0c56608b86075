//! The values that names stand for, read off the text of a folder.

use hcl::expr::{Expression, ForExpr, ObjectKey, Traversal, TraversalOperator};
use hcl::structure::{Block, Body};
use std::collections::BTreeMap;
use std::path::Path;

/// An expression, and what the variables of the `for` expressions around it stand for.
#[derive(Clone)]
pub(super) struct Located<'a> {
    pub(super) expression: &'a Expression,
    scope: Vec<(&'a str, Vec<Located<'a>>)>,
}

impl<'a> Located<'a> {
    /// An expression outside any `for`.
    pub(super) fn new(expression: &'a Expression) -> Self {
        Self { expression, scope: Vec::new() }
    }

    /// Another expression of the same place.
    pub(super) fn with(&self, expression: &'a Expression) -> Self {
        Self { expression, scope: self.scope.clone() }
    }
}

/// The blocks of a folder, by what they name.
#[derive(Default)]
pub(super) struct Sources {
    locals: BTreeMap<String, Expression>,
    /// A variable's default, and what the folder's own `.tfvars` set it to.
    variables: BTreeMap<String, Vec<Expression>>,
    modules: Vec<(String, Body)>,
}

impl Sources {
    /// Reads the `.tf` and automatic `.tfvars` files of a folder.
    pub(super) fn read(folder: &Path) -> Result<Self, String> {
        let mut sources = Self::default();
        let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let values = name == "terraform.tfvars" || name.ends_with(".auto.tfvars");
            if !(values || name.ends_with(".tf")) {
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            let body = hcl::parse(&text).map_err(|error| format!("{name}: {error}"))?;
            if values {
                for attribute in body.into_attributes() {
                    sources.variables.entry(attribute.key.to_string()).or_default().push(attribute.expr);
                }
            } else {
                body.into_blocks().for_each(|block| sources.add(block));
            }
        }
        Ok(sources)
    }

    fn add(&mut self, block: Block) {
        let label = block.labels.first().map(|label| label.as_str().to_owned()).unwrap_or_default();
        match block.identifier.as_str() {
            "locals" => {
                let locals = block.body.into_attributes();
                self.locals.extend(locals.map(|local| (local.key.to_string(), local.expr)));
            }
            "variable" => {
                let default = block.body.into_attributes().find(|attribute| attribute.key() == "default");
                self.variables.entry(label).or_default().extend(default.map(|default| default.expr));
            }
            "module" => self.modules.push((label, block.body)),
            _ => {}
        }
    }

    /// The calls of a registry module.
    pub(super) fn calls_of(&self, module: &str) -> impl Iterator<Item = (&str, &Body)> {
        self.modules.iter().filter_map(move |(name, body)| {
            let source = body.attributes().find(|attribute| attribute.key() == "source")?;
            let same = matches!(source.expr(), Expression::String(source) if source == module);
            same.then_some((name.as_str(), body))
        })
    }

    /// What a name may stand for; nothing when the text does not say.
    pub(super) fn resolve<'a>(&'a self, at: &Located<'a>, depth: usize) -> Vec<Located<'a>> {
        if depth > super::MOST_DEEP {
            return Vec::new();
        }
        match at.expression {
            Expression::Variable(name) => self.look_up(at, name.as_str(), depth),
            Expression::Traversal(traversal) => self.traverse(at, traversal, depth),
            Expression::Parenthesis(inner) => self.resolve(&at.with(inner), depth + 1),
            _ => vec![at.clone()],
        }
    }

    /// The result of a `for`, with its variable standing for the elements of the collection.
    pub(super) fn enter<'a>(&'a self, at: &Located<'a>, each: &'a ForExpr, depth: usize) -> Located<'a> {
        let collections = self.resolve(&at.with(&each.collection_expr), depth + 1);
        let elements: Vec<_> =
            collections.iter().flat_map(|collection| self.step(collection, None, depth + 1)).collect();
        let mut inside = at.with(&each.value_expr);
        inside.scope.push((each.value_var.as_str(), elements));
        inside
    }

    fn look_up<'a>(&'a self, at: &Located<'a>, name: &str, depth: usize) -> Vec<Located<'a>> {
        let bound = at.scope.iter().rev().find(|(variable, _)| *variable == name);
        let values = bound.map(|(_, values)| values.as_slice()).unwrap_or_default();
        values.iter().flat_map(|value| self.resolve(value, depth + 1)).collect()
    }

    fn traverse<'a>(&'a self, at: &Located<'a>, traversal: &'a Traversal, depth: usize) -> Vec<Located<'a>> {
        let Expression::Variable(root) = &traversal.expr else { return Vec::new() };
        let (mut values, rest) = match (root.as_str(), traversal.operators.split_first()) {
            ("local", Some((TraversalOperator::GetAttr(name), rest))) => {
                (self.locals.get(name.as_str()).map(Located::new).into_iter().collect::<Vec<_>>(), rest)
            }
            ("var", Some((TraversalOperator::GetAttr(name), rest))) => {
                let values = self.variables.get(name.as_str()).into_iter().flatten();
                (values.map(Located::new).collect(), rest)
            }
            (name, _) => (self.look_up(at, name, depth), traversal.operators.as_slice()),
        };
        for operator in rest {
            let key = match operator {
                TraversalOperator::GetAttr(name) => Some(name.as_str()),
                TraversalOperator::Index(Expression::String(name)) => Some(name.as_str()),
                TraversalOperator::Index(_) | TraversalOperator::LegacyIndex(_) => None,
                TraversalOperator::AttrSplat | TraversalOperator::FullSplat => return Vec::new(),
            };
            values = values.iter().flat_map(|value| self.step(value, key, depth + 1)).collect();
        }
        values.iter().flat_map(|value| self.resolve(value, depth + 1)).collect()
    }

    /// The value of a key, or of every key.
    fn step<'a>(&'a self, at: &Located<'a>, key: Option<&str>, depth: usize) -> Vec<Located<'a>> {
        if depth > super::MOST_DEEP {
            return Vec::new();
        }
        match at.expression {
            Expression::Object(object) => object
                .iter()
                .filter(|(name, _)| key.is_none_or(|key| key_is(name, key)))
                .map(|(_, value)| at.with(value))
                .collect(),
            Expression::Array(items) => items.iter().map(|item| at.with(item)).collect(),
            Expression::ForExpr(each) => vec![self.enter(at, each, depth)],
            Expression::Conditional(either) => [&either.true_expr, &either.false_expr]
                .into_iter()
                .flat_map(|side| self.step(&at.with(side), key, depth + 1))
                .collect(),
            Expression::FuncCall(call) if ["coalesce", "merge", "try"].contains(&call.name.name.as_str()) => {
                call.args.iter().flat_map(|argument| self.step(&at.with(argument), key, depth + 1)).collect()
            }
            Expression::Variable(_) | Expression::Traversal(_) | Expression::Parenthesis(_) => self
                .resolve(at, depth + 1)
                .iter()
                .flat_map(|value| self.step(value, key, depth + 1))
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn key_is(name: &ObjectKey, key: &str) -> bool {
    match name {
        ObjectKey::Identifier(name) => name.as_str() == key,
        ObjectKey::Expression(Expression::String(name)) => name == key,
        _ => false,
    }
}
