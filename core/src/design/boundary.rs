//! What the boundary of roles, `core/templates/bootstrap/boundary.tf`, lets through of the actions that a workload names.

use crate::value::IamAction;

/// Services with all of whose rights a role could leave its bounds, or change secrets: the boundary names single actions of
/// theirs at most.
const OUT_OF_BOUNDS: [&str; 16] = [
    "account",
    "cloudformation",
    "codebuild",
    "ec2-instance-connect",
    "eks",
    "iam",
    "identitystore",
    "kms",
    "organizations",
    "ram",
    "rolesanywhere",
    "secretsmanager",
    "ssm",
    "sso",
    "sso-directory",
    "sts",
];

/// Those actions, in small letters; `*` stands for how they may go on.
const WITHIN: [&str; 20] = [
    "eks:describe*",
    "eks:list*",
    "iam:getinstanceprofile",
    "iam:getrole",
    "iam:getservercertificate",
    "iam:listinstanceprofiles*",
    "iam:listservercertificates",
    "kms:creategrant",
    "kms:decrypt",
    "kms:describekey",
    "kms:encrypt",
    "kms:generatedatakey*",
    "kms:reencrypt*",
    "secretsmanager:batchgetsecretvalue",
    "secretsmanager:describe*",
    "secretsmanager:get*",
    "secretsmanager:list*",
    "ssm:get*",
    "ssm:list*",
    "sts:getservicebearertoken",
];

/// Actions of other services that it denies.
const DENIED: [&str; 4] = [
    "ec2:associateiaminstanceprofile",
    "ec2:createreplacerootvolumetask",
    "ec2:modifyinstanceattribute",
    "ec2:replaceiaminstanceprofileassociation",
];

/// The service of an action, in small letters.
pub fn service_of(action: &IamAction) -> String {
    action.as_str().split(':').next().unwrap_or_default().to_ascii_lowercase()
}

/// Whether the boundary lets a service through as a whole, where the design needs it.
pub fn is_let_through(service: &str) -> bool {
    !OUT_OF_BOUNDS.contains(&service)
}

/// Whether the boundary cuts an action off.
pub fn is_cut_off(action: &IamAction) -> bool {
    let name = action.as_str().to_ascii_lowercase();
    let covers = |pattern: &str| match pattern.strip_suffix('*') {
        Some(begin) => name.starts_with(begin),
        None => name == pattern,
    };
    if is_let_through(&service_of(action)) {
        DENIED.contains(&name.as_str())
    } else {
        !WITHIN.iter().any(|pattern| covers(pattern))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_says_the_same() {
        let boundary = include_str!("../../templates/bootstrap/boundary.tf").to_ascii_lowercase();
        for action in WITHIN.iter().chain(&DENIED) {
            assert!(boundary.contains(&format!("\"{action}\"")), "{action}");
        }
        let variables = include_str!("../../templates/bootstrap/variables.tf");
        let refused = variables.split("setintersection(var.boundary_services, [").nth(1).unwrap();
        let refused: Vec<&str> = refused.split("])").next().unwrap().split('"').skip(1).step_by(2).collect();
        assert_eq!(refused, OUT_OF_BOUNDS);
    }

    #[test]
    fn what_is_cut_off() {
        let cut = |action: &str| is_cut_off(&action.parse().unwrap());
        for action in ["IAM:CreateUser", "ssm:*", "ssm:SendCommand", "eks:*", "secretsmanager:PutSecretValue"]
        {
            assert!(cut(action), "{action}");
        }
        for action in
            ["ssm:GetParameter", "secretsmanager:GetSecretValue", "s3:*", "ec2:*", "kms:GenerateDataKey*"]
        {
            assert!(!cut(action), "{action}");
        }
        assert!(cut("ec2:ModifyInstanceAttribute"));
    }
}
