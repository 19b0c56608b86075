//! The main job, from the page to a bundle that Terraform plans: what a first-time user does.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use configurator_core::archive;
use configurator_core::design::{Design, starters};
use configurator_core::file;
use configurator_core::render::render;
use configurator_tests::browser::{self, Page, Result, Theme};
use configurator_tests::terraform::{self, Terraform};
use serde_json::json;

const REFERENCE_FILES: [&str; 2] = ["bootstrap", "infrastructure"];

#[test]
fn the_first_visit_shows_the_reference_design() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        for key in [
            "vpc",
            "internet-gateway",
            "subnet-1",
            "subnet-2",
            "subnet-4",
            "subnet-5",
            "nat-gateway-4",
            "cluster",
            "node-group-3",
        ] {
            page.css(&format!("#node-{key}")).await?;
        }
        page.wait_for_text("#node-subnet-1", "10.0.16.0/20").await?;
        page.wait_for_text("#status-errors", "0 errors").await?;
        assert!(!page.is_blocked().await?, "the starter can be downloaded");
        page.assert_accessible().await?;
        page.assert_no_console_errors().await
    });
}

#[test]
fn preview_and_drawing_follow_name_region_vpc_and_node_group() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.show_file("infrastructure/terraform.tfvars").await?;
        page.click("#tab-findings").await?;

        page.select("cluster").await?;
        page.fill("cluster-name", "payments").await?;
        page.wait_for_text(".design-name", "payments").await?;
        page.wait_for_text("#node-cluster", "payments").await?;

        page.select("vpc").await?;
        page.choose("region", "us-west-2").await?;
        page.wait_for_text(".scene", "usw2-az1").await?;
        page.fill("vpc-cidr", "10.20.0.0/16").await?;
        page.wait_for_text("#node-subnet-1", "10.20.16.0/20").await?;

        page.click(".outline-line").await?;
        page.fill("tags", "Project=shop, Owner=team a").await?;
        page.wait_for_design("/tags", json!({"Project": "shop", "Owner": "team a"})).await?;

        page.select("node-group-3").await?;
        // The design sorts what is typed; the field does not, while somebody types into it.
        page.fill("group-labels", "team=core, app=web").await?;
        page.wait_for_design("/compute/node_groups/0/labels", json!({"team": "core", "app": "web"})).await?;
        page.fill("group-taints", "dedicated=gpu:NoSchedule").await?;
        page.wait_for_design("/compute/node_groups/0/taints/0/effect", json!("NO_SCHEDULE")).await?;
        page.fill("group-taints", "").await?;
        page.fill("instance-types", "m7i.large, m6i.large").await?;
        page.fill("scaling-max", "9").await?;
        page.wait_for_text("#node-node-group-3", "m7i.large").await?;
        page.wait_for_text("#node-node-group-3", "2 – 2 – 9").await?;

        page.show_file("infrastructure/terraform.tfvars").await?;
        for text in ["payments", "us-west-2", "10.20.0.0/16", "10.20.16.0/20", "usw2-az1"] {
            page.wait_for_text("#code", text).await?;
        }
        page.show_file("infrastructure/node_groups.tf").await?;
        page.wait_for_text("#code", "m6i.large").await?;
        page.wait_until(
            "the lines of the selected group are marked",
            "document.querySelectorAll('.code-line.marked').length > 3",
        )
        .await?;
        page.assert_accessible().await?;
        page.assert_no_console_errors().await
    });
}

#[test]
fn a_broken_draft_is_refused_and_the_design_keeps_its_value() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.select("vpc").await?;
        let before = page.design().await?;
        page.draft("vpc-cidr", "10.0.0.0/33").await?;
        page.wait_for_text("#vpc-cidr-error", "The mask goes from /0 to /32.").await?;
        assert_eq!(page.design().await?, before);
        page.wait_for_text("#node-vpc", "10.0.0.0/16").await?;
        page.assert_accessible().await?;
        // A slash in the address led to the mask: two digits later the draft is good again.
        let focused = page.evaluate("document.activeElement.id").await?;
        assert_eq!(focused, json!("vpc-cidr-mask"));
        page.draft("vpc-cidr-mask", "15").await?;
        page.wait_for_design("/network/cidr", json!("10.0.0.0/15")).await?;
        page.wait_for_finding("CID001", true).await?;
        page.press("ControlOrMeta+z").await?;
        page.wait_for_design("/network/cidr", json!("10.0.0.0/16")).await
    });
}

#[test]
fn hostile_text_stays_text() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.select("cluster").await?;
        // What was typed may begin with a good name: the design has that, and never more.
        for text in ["<img src=x onerror=alert(1)>", "${file(\"/etc/passwd\")}", "a\"b", "%{for}", "$(id)"] {
            page.draft("cluster-name", text).await?;
            page.wait_for_text("#cluster-name-error", "not allowed").await?;
            let name = page.design().await?["cluster"]["name"].clone();
            assert!(name == "my-eks" || name == "a", "{text}: {name}");
        }
        assert!(!page.has("main img").await?);
        page.assert_no_console_errors().await
    });
}

#[test]
fn an_overlap_blocks_the_download_until_it_is_fixed() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.select("subnet-2").await?;
        page.fill("subnet-cidr", "10.0.16.0/21").await?;
        page.wait_for_finding("SUB003", true).await?;
        assert!(page.is_blocked().await?);
        page.wait_for_text("#blocked-reason", "1 error blocks it").await?;
        page.assert_accessible().await?;
        page.press("ControlOrMeta+Enter").await?;
        page.wait_for_text(".notice", "Errors block the download").await?;
        assert_eq!(page.downloads()?, Vec::<String>::new(), "nothing leaves while an error stands");

        page.click("[data-rule=SUB003] .fix").await?;
        page.wait_for_finding("SUB003", false).await?;
        assert!(!page.is_blocked().await?);
        page.press("ControlOrMeta+z").await?;
        page.wait_for_finding("SUB003", true).await?;
        page.press("ControlOrMeta+z").await?;
        page.wait_for_design("/network/subnets/1/cidr", json!("10.0.32.0/20")).await?;
        page.press("ControlOrMeta+Shift+Z").await?;
        page.wait_for_finding("SUB003", true).await
    });
}

#[test]
fn fix_all_mends_the_original_before_the_users_eyes() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Dark).await?;
        page.open_starter("reference-original").await?;
        page.wait_for_finding("RTE003", true).await?;
        page.wait_for_finding("VER002", true).await?;
        assert!(page.is_blocked().await?);
        assert!(!page.has("#node-nat-gateway-4").await?);
        page.assert_accessible().await?;

        page.click("#fix-all").await?;
        page.wait_for_text("#status-errors", "0 errors").await?;
        page.css("#node-nat-gateway-4").await?;
        assert!(!page.is_blocked().await?);
        assert_eq!(opened(&page).await?, starters::reference());
        page.press("ControlOrMeta+z").await?;
        page.wait_for_finding("RTE003", true).await?;
        assert_eq!(opened(&page).await?, starters::reference_original(), "one step");
        Ok(())
    });
}

#[test]
fn the_downloaded_zip_goes_through_terraform() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.click("#download").await?;
        let zip = page.downloaded("my-eks.zip").await?;
        let design = starters::reference();
        let native = archive::zip(&render(&design), "my-eks").map_err(|e| e.to_string())?;
        assert!(fs::read(&zip)? == native, "the page and the machine pack the same bytes");

        let folder = tempfile::tempdir()?;
        let bundle = unzip(&zip, folder.path())?;
        assert_eq!(file::from_json(&fs::read_to_string(bundle.join("design.json"))?), Ok(design));
        #[cfg(unix)]
        assert!(is_executable(&bundle.join("scripts/rollout.sh"))?);
        if terraform::available(REFERENCE_FILES.len()) {
            for root in REFERENCE_FILES {
                Terraform::new(&bundle).root(root).run().expect_success();
            }
        }
        Ok(())
    });
}

#[test]
fn a_design_survives_a_reload_and_a_file() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.select("subnet-4").await?;
        page.fill("subnet-name", "edge").await?;
        page.wait_for_design("/network/subnets/2/name", json!("edge")).await?;
        page.reload().await?;
        page.wait_for_text("#node-subnet-4", "edge").await?;
        page.press("ControlOrMeta+s").await?;
        let saved = page.downloaded("my-eks.design.json").await?;
        let design = file::from_json(&fs::read_to_string(saved)?).map_err(|e| e.to_string())?;
        assert_eq!(design, opened(&page).await?);

        // Dropped on the page it opens; undo goes back. What is no design is refused in words.
        let drop = |text: &str| {
            let text = json!(text);
            format!(
                "(() => {{ const data = new DataTransfer(); data.items.add(new File([{text}], 'design.json')); \
                 document.body.dispatchEvent(new DragEvent('drop', {{dataTransfer: data, bubbles: true, cancelable: true}})); }})()"
            )
        };
        page.evaluate(&drop(&file::to_json(&starters::reference_original()))).await?;
        page.wait_for_finding("VER002", true).await?;
        page.press("ControlOrMeta+z").await?;
        page.wait_for_text("#node-subnet-4", "edge").await?;
        page.evaluate(&drop("{}")).await?;
        page.wait_for_text(".notice", "choose the file design.json").await?;
        assert_eq!(opened(&page).await?, design);

        // What cannot be opened is set aside, never overwritten.
        page.evaluate("localStorage.setItem('eks-configurator/design', '{\"format\": \"?\"}')").await?;
        page.reload().await?;
        page.wait_for_text(".notice", "set aside").await?;
        page.assert_accessible().await?;
        let aside = page.evaluate("localStorage.getItem('eks-configurator/set-aside')").await?;
        assert_eq!(aside, json!("{\"format\": \"?\"}"));
        Ok(())
    });
}

#[test]
fn everything_works_from_the_keyboard() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.evaluate("document.getElementById('target-cluster').focus()").await?;
        page.press("ArrowUp").await?;
        page.wait_until("a subnet has the focus", "document.activeElement.id.startsWith('target-subnet')")
            .await?;
        let id = page.evaluate("document.activeElement.id").await?;
        let id = id.as_str().unwrap_or_default().replace("target-subnet-", "");
        let index = page.design().await?["network"]["subnets"]
            .as_array()
            .and_then(|s| s.iter().position(|s| s["id"].as_u64().is_some_and(|n| n.to_string() == id)))
            .ok_or("the subnet")?;
        let before = page.design().await?["network"]["subnets"][index]["cidr"].clone();
        page.press("-").await?;
        page.wait_for("the subnet is halved", async || {
            Ok((page.design().await?["network"]["subnets"][index]["cidr"] != before).then_some(()))
        })
        .await?;
        page.wait_until(
            "it is said",
            "document.getElementById('announced').textContent.startsWith('Resize')",
        )
        .await?;
        page.press("+").await?;
        page.wait_for_text(".zoom-figure", "100").await?;
        page.wait_for_design(&format!("/network/subnets/{index}/cidr"), before).await?;
        page.press("Enter").await?;
        page.wait_until("the form has the focus", "document.activeElement.closest('#inspector') !== null")
            .await?;
        page.press("?").await?;
        assert!(!page.has("#help").await?, "a question mark in a field is text");
        page.evaluate("document.activeElement.blur()").await?;
        page.press("?").await?;
        page.css("#help").await?;
        page.assert_accessible().await?;
        page.press("Escape").await?;
        page.wait_until("the help is closed", "document.getElementById('help') === null").await?;
        page.press("ControlOrMeta+b").await?;
        page.css(".page.wide .code").await?;
        page.assert_accessible().await
    });
}

#[test]
fn zones_and_groups_are_added_with_one_press() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.click("#add-zone").await?;
        page.wait_for_text(".scene", "euc1-az3").await?;
        page.click("#add-intra").await?;
        page.wait_for_text(".scene", "intra-az3").await?;
        page.click("#add-node-group").await?;
        page.wait_for_text(".inspector-title", "general-2").await?;
        page.wait_for_text("#status-errors", "0 errors").await?;
        page.assert_accessible().await?;
        page.assert_no_console_errors().await
    });
}

#[test]
fn narrow_screens_have_everything_too() {
    browser::test(async |browser| {
        for (width, height) in [(768, 1024), (375, 812)] {
            for theme in Theme::BOTH {
                let page = browser.open(width, height, theme).await?;
                page.css("#node-subnet-1").await?;
                page.assert_accessible().await?;
                page.click(".bottom-tab:nth-child(2)").await?;
                page.css(".finding").await?;
                page.assert_accessible().await?;
                page.click(".bottom-tab:nth-child(3)").await?;
                page.css(".code").await?;
                page.assert_accessible().await?;
                let overflow = "document.documentElement.scrollWidth > window.innerWidth";
                assert_eq!(page.evaluate(overflow).await?, json!(false), "{width} px");
            }
        }
        Ok(())
    });
}

#[test]
fn the_download_stays_in_sight_where_errors_block_it() {
    browser::test(async |browser| {
        let page = browser.open(1440, 900, Theme::Light).await?;
        page.open_starter("reference-original").await?;
        page.wait_for_text("#blocked-reason", "block it").await?;
        for width in [1440, 1181, 1180, 1024, 1023, 860, 859, 768, 720, 719, 600, 599, 375] {
            page.resize(width, 900).await?;
            let inside =
                "document.querySelector('#download').getBoundingClientRect().right <= window.innerWidth";
            assert_eq!(page.evaluate(inside).await?, json!(true), "{width} px");
        }
        Ok(())
    });
}

/// The design that the page keeps.
async fn opened(page: &Page<'_>) -> Result<Design> {
    let text = page.evaluate("localStorage.getItem('eks-configurator/design')").await?;
    Ok(file::from_json(text.as_str().ok_or("nothing is kept")?)?)
}

/// Unpacks a bundle and gives its top folder.
fn unzip(zip: &Path, into: &Path) -> Result<PathBuf> {
    let mut archive = zip::ZipArchive::new(fs::File::open(zip)?)?;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let path = into.join(entry.enclosed_name().ok_or("an entry leads out of the folder")?);
        fs::create_dir_all(path.parent().ok_or("an entry has no folder")?)?;
        let mut text = Vec::new();
        entry.read_to_end(&mut text)?;
        fs::write(&path, text)?;
        #[cfg(unix)]
        if let Some(mode) = entry.unix_mode() {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&path, fs::Permissions::from_mode(mode))?;
        }
    }
    Ok(into.join("my-eks"))
}

#[cfg(unix)]
fn is_executable(path: &Path) -> Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::metadata(path)?.permissions().mode() & 0o111 != 0)
}
