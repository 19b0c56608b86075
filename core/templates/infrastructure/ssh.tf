# Who may log in to nodes. The group is attached to the launch templates: EKS refuses remote_access beside one, and by itself
# would open the port to everybody.
resource "aws_key_pair" "nodes" {
  key_name_prefix = "${var.cluster_name}-nodes-"
  public_key      = var.ssh_public_key

  # With another key, launch templates name the new one before the old one goes.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "ssh" {
  name_prefix = "${var.cluster_name}-ssh-"
  description = "SSH to the nodes of the cluster ${var.cluster_name}"
  vpc_id      = local.vpc_id

  tags = {
    Name = "${var.cluster_name}-ssh"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "ssh" {
  for_each = toset(var.ssh_cidrs)

  security_group_id = aws_security_group.ssh.id
  description       = "SSH"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = each.value
}
