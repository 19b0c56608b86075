"""EC2's description of an instance type -> a line of instance_types.csv."""

import re
from fractions import Fraction

# EKS has no AMI for Macs; the others are from the days of 32 bits and paravirtual machines.
LEFT_OUT = re.compile(r"(mac[0-9a-z-]*|t1|m1|m2|c1)\.")

# EC2 splits the interfaces of these over two cards, the node agent of EKS counts them as one.
# Source: awslabs/amazon-eks-ami, nodeadm/internal/kubelet/instance-info.jsonl (2026-07-01).
INTERFACES = {"i7ie.48xlarge": 15, "i7ie.metal-48xl": 15, "i8ge.48xlarge": 24, "i8ge.metal-48xl": 24}

PURCHASE_OPTIONS = ("on-demand", "spot", "capacity-block")


def lines(described, before):
    """The table, sorted by name. What EC2 does not say of a type is taken from the table as it was."""
    branches, pods = before.cells("branch interfaces"), before.cells("published max pods")
    return [
        line(name, facts, branches.get(name, ""), pods.get(name, ""))
        for name, facts in sorted(described.items())
        if not LEFT_OUT.match(name)
    ]


def line(name, facts, branches, pods):
    """The cells of one type."""
    network = facts["NetworkInfo"]
    cards = network["NetworkCards"]
    default = next(c for c in cards if c["NetworkCardIndex"] == network["DefaultNetworkCardIndex"])
    kind, count, accelerator = accelerators(facts)
    architecture = next(a for a in facts["ProcessorInfo"]["SupportedArchitectures"] if a in ("x86_64", "arm64"))
    # Bare metal has no hypervisor; where EC2 names none, it is a machine of the Nitro system.
    nitro = facts.get("Hypervisor", "nitro" if facts["BareMetal"] else "") == "nitro"
    traits = {
        "current": facts["CurrentGeneration"],
        "nitro": nitro,
        "metal": facts["BareMetal"],
        "burstable": facts["BurstablePerformanceSupported"],
    }
    cells = [
        name,
        architecture,
        facts["VCpuInfo"]["DefaultVCpus"],
        facts["MemoryInfo"]["SizeInMiB"],
        kind,
        count,
        accelerator,
        INTERFACES.get(name, default["MaximumNetworkInterfaces"]),
        network["Ipv4AddressesPerInterface"],
        branches,
        pods,
        mbps(card["BaselineBandwidthInGbps"] for card in cards),
        mbps(card["PeakBandwidthInGbps"] for card in cards),
        facts["EbsInfo"]["MaximumEbsAttachments"],
        facts.get("InstanceStorageInfo", {}).get("TotalSizeInGB", 0),
        ";".join(trait for trait, has in traits.items() if has),
        ";".join(option for option in PURCHASE_OPTIONS if option in facts["SupportedUsageClasses"]),
    ]
    return [str(cell) for cell in cells]


def accelerators(facts):
    """Kind, count and name."""
    for gpu in facts.get("GpuInfo", {}).get("Gpus", []):
        share = Fraction(gpu["GpuPartitionSize"])
        part = "" if share == 1 else f"{share} "
        kind = "nvidia" if gpu["Manufacturer"] == "NVIDIA" else "other"
        return kind, gpu["Count"] or gpu["LogicalGpuCount"], part + named(gpu)
    for neuron in facts.get("NeuronInfo", {}).get("NeuronDevices", []):
        return "neuron", neuron["Count"], f"AWS {neuron['Name']}"
    others = (
        facts.get("FpgaInfo", {}).get("Fpgas", [])
        + facts.get("InferenceAcceleratorInfo", {}).get("Accelerators", [])
        + facts.get("MediaAcceleratorInfo", {}).get("Accelerators", [])
    )
    for other in others:
        return "other", other["Count"], named(other)
    return "", 0, ""


def named(device):
    """The name with its maker, who is in some names already."""
    maker, name = device["Manufacturer"], device["Name"]
    return name if name.startswith(maker) else f"{maker} {name}"


def mbps(gbps):
    """Gbit/s of all cards, in Mbit/s."""
    return round(sum(gbps) * 1000)
