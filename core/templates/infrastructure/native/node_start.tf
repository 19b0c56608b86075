locals {
  # What nodes run when they start, in base64: a text as it is, or parts in the form that cloud-init reads. Not by try(),
  # which would take a mistake in a part for a group that says nothing.
  node_user_data = {
    for name, group in local.all_node_groups : name => (
      can(group.user_data) ? base64encode(group.user_data) :
      can(group.user_data_parts) ? base64encode(join("\n", concat(
        ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"=_node_start_=\"", ""],
        flatten([for part in group.user_data_parts : ["--=_node_start_=", "Content-Type: ${part.content_type}", "", part.content, ""]]),
        ["--=_node_start_=--", ""],
      ))) : null
    )
  }
}
