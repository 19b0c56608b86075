locals {
  # What nodes run when they start, in base64: a text as it is, or parts in the form that cloud-init reads.
  node_user_data = {
    for name, group in local.all_node_groups : name => try(
      base64encode(group.user_data),
      base64encode(join("\n", concat(
        ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"start\"", ""],
        flatten([for part in group.user_data_parts : ["--start", "Content-Type: ${part.content_type}", "", part.content, ""]]),
        ["--start--", ""],
      ))),
      null,
    )
  }
}
