"""detectors.safetensors: whole detectors of torchvision, in float64, with the weights of formula.py.

    images [2, 3, 128, 160]           the second is 100 by 150 pixels large, zeros around it
    boxes [5, 4], labels [5], masks   the objects of the first image; the second has none

Under NAME/ for each network below:

    loss_…                            of both images, in training mode; the draws are those of PyTorch's default
                                      generator with the seed 5, which is set before the proposals
    gradient_…                        of the sum of these losses, as formula.py says
    boxes_N, scores_N, labels_N       what is found in image N in evaluation, and in networks with masks
    masks_N [D, 28, 28]               the probabilities in each box, in float32

Also the parts of a detector by themselves, under parts/:

    proposals_N [P, 4]                for the mask network on MobileNetV2 in training mode, of image N
    features_L                        of level L
    loss_…                            of the heads for these
    gradient_norm_L, gradient_3       the norm of the gradient of each level's features, and that of the last

keys.json: the [key, shape] of the state dicts of networks of full size.

torchvision's labels of anchors are of float32, in which the cross-entropy is then computed: here they are of float64.
Anchors have sides from 8 to 128 pixels and the pyramid's level 4 belongs to a size of 40, so that all of its levels
occur in images of this size. Detections are those above a probability of 0.02; all else is torchvision's.
"""

import torch
from torch import nn
from torchvision.models import mobilenet_v2, resnet
from torchvision.models.detection import FasterRCNN, MaskRCNN
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.backbone_utils import BackboneWithFPN
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor, TwoMLPHead
from torchvision.models.detection.image_list import ImageList
from torchvision.models.detection.mask_rcnn import MaskRCNNHeads, MaskRCNNPredictor
from torchvision.ops import FrozenBatchNorm2d, MultiScaleRoIAlign, box_iou
from torchvision.ops.poolers import LevelMapper

import formula

CLASSES, CHANNELS, UNITS = 7, 32, 48
SIZES = [(128, 160), (100, 150)]
SEED = 5


def tensors():
    images, target = batch()
    result = {"images": images} | {key: value for key, value in target.items()}
    for name, (body, masks) in NETWORKS.items():
        found = facts(small(body(), masks), images, target)
        result |= {f"{name}/{key}": value for key, value in found.items()}
    return result | parts(images, target)


def parts(images, target):
    """The heads by themselves, on proposals and features that are given."""
    model = small(mobile(0.25, nn.BatchNorm2d), True).double().train()
    formula.fill(model)
    none = {key: value[:0] for key, value in target.items()}
    with torch.no_grad():
        features = model.backbone(images)
        proposals, _ = model.rpn(ImageList(images, SIZES), features, [target, none])
    proposals = [one[:300] for one in proposals]
    leaves = {name: one.detach().clone().requires_grad_() for name, one in features.items()}
    torch.manual_seed(SEED)
    _, losses = model.roi_heads(leaves, list(proposals), SIZES, [target, none])
    sum(losses.values()).backward()
    used = [leaves[name] for name in "0123"]
    result = {f"proposals_{number}": one for number, one in enumerate(proposals)}
    result |= {f"features_{level}": one.detach() for level, one in enumerate(used)}
    result |= {f"gradient_norm_{level}": one.grad.norm() for level, one in enumerate(used)}
    result["gradient_3"] = used[3].grad
    result |= losses
    return {f"parts/{key}": value for key, value in result.items()}


def keys():
    """Of networks of full size with 91 outputs."""
    result = {}
    with torch.device("meta"):
        for name, make in FULL.items():
            state = make().state_dict()
            result[name] = [[key, list(value.shape)] for key, value in state.items()]
    return result


def full(kind, body):
    return lambda: kind(body(), 91)


def batch():
    random = torch.Generator().manual_seed(17)
    images = torch.randn(2, 3, *SIZES[0], generator=random, dtype=torch.float64)
    images[1, :, SIZES[1][0]:] = 0
    images[1, :, :, SIZES[1][1]:] = 0
    boxes = torch.tensor([
        [3.5, 4.0, 15.0, 17.5], [30.0, 20.0, 64.0, 50.5], [60.5, 10.0, 150.0, 120.0],
        [2.0, 60.0, 30.0, 126.0], [100.0, 80.0, 118.0, 99.0],
    ], dtype=torch.float64)
    y, x = torch.meshgrid(torch.arange(SIZES[0][0]), torch.arange(SIZES[0][1]), indexing="ij")
    masks = torch.stack([
        ((x - (a + c) / 2) / (c - a)) ** 2 + ((y - (b + d) / 2) / (d - b)) ** 2 < 0.25
        for a, b, c, d in boxes.tolist()]).to(torch.uint8)
    return images, {"boxes": boxes, "labels": torch.tensor([1, 3, 6, 2, 1]), "masks": masks}


def small(backbone, has_masks):
    """A detector on `backbone` with few channels."""
    channels = backbone.out_channels
    arguments = {
        "rpn_anchor_generator": AnchorGenerator(
            tuple((size,) for size in (8, 16, 32, 64, 128)), ((0.5, 1.0, 2.0),) * 5),
        "box_roi_pool": pooling(7),
        "box_head": TwoMLPHead(channels * 49, UNITS),
        "box_predictor": predictor(),
        "box_score_thresh": 0.02,
    }
    if not has_masks:
        return FasterRCNN(backbone, **arguments)
    return MaskRCNN(
        backbone, **arguments, mask_roi_pool=pooling(14),
        mask_head=MaskRCNNHeads(channels, (channels,) * 4, 1),
        mask_predictor=MaskRCNNPredictor(channels, channels, CLASSES))


def pooling(size):
    return MultiScaleRoIAlign(["0", "1", "2", "3"], size, 2, canonical_scale=40)


def predictor():
    return FastRCNNPredictor(UNITS, CLASSES)


def residual(depths, norm, block=resnet.Bottleneck, channels=CHANNELS, **arguments):
    body = resnet.ResNet(block, depths, norm_layer=norm, **arguments)
    inputs = [width * block.expansion for width in (64, 128, 256, 512)]
    names = {f"layer{k + 1}": str(k) for k in range(4)}
    return BackboneWithFPN(body, names, inputs, channels)


def mobile(width, norm, channels=CHANNELS):
    features = mobilenet_v2(width_mult=width, norm_layer=norm).features
    layers = {"3": "0", "6": "1", "13": "2", "18": "3"}
    inputs = [features[int(k)].conv[-2].out_channels for k in ("3", "6", "13")] + [features[18].out_channels]
    return BackboneWithFPN(features, layers, inputs, channels)


NETWORKS = {
    "faster_basic_batch": (lambda: residual([1, 1, 1, 1], nn.BatchNorm2d, resnet.BasicBlock), False),
    "mask_resnet50_frozen": (lambda: residual([3, 4, 6, 3], FrozenBatchNorm2d), True),
    "mask_mobile_batch": (lambda: mobile(0.25, nn.BatchNorm2d), True),
    "faster_mobile_frozen": (lambda: mobile(0.25, FrozenBatchNorm2d), False),
}


FULL = {
    "faster_resnet50_frozen": full(FasterRCNN, lambda: residual([3, 4, 6, 3], FrozenBatchNorm2d, channels=256)),
    "faster_resnet50": full(FasterRCNN, lambda: residual([3, 4, 6, 3], nn.BatchNorm2d, channels=256)),
    "mask_resnet50": full(MaskRCNN, lambda: residual([3, 4, 6, 3], nn.BatchNorm2d, channels=256)),
    "mask_resnext101_64x4d": full(MaskRCNN, lambda: residual(
        [3, 4, 23, 3], nn.BatchNorm2d, channels=256, groups=64, width_per_group=4)),
    "faster_mobilenet_v2": full(FasterRCNN, lambda: mobile(1.0, nn.BatchNorm2d, 256)),
}


def facts(model, images, target):
    formula.fill(model.double())
    assign = model.rpn.assign_targets_to_anchors
    model.rpn.assign_targets_to_anchors = lambda *given: exact(*assign(*given))
    none = {key: value[:0] for key, value in target.items()}
    found = evaluation(model.eval(), images)
    formula.fill(model)
    losses = training(model.train(), images, [target, none])
    sum(losses.values()).backward()
    return found | losses | formula.gradient_facts(model)


def exact(labels, boxes):
    return [one.double() for one in labels], boxes


def training(model, images, targets):
    listed = ImageList(images, SIZES)
    features = model.backbone(images)
    check_cases(model, listed, features, targets)
    torch.manual_seed(SEED)
    proposals, of_proposals = model.rpn(listed, features, targets)
    _, of_regions = model.roi_heads(features, proposals, SIZES, targets)
    return of_regions | of_proposals


@torch.no_grad()
def check_cases(model, listed, features, targets):
    """That there are low-quality matches, anchors that are for nothing, and regions of every level."""
    anchors = model.rpn.anchor_generator(listed, list(features.values()))[0]
    overlaps = box_iou(targets[0]["boxes"], anchors)
    labels, _ = model.rpn.assign_targets_to_anchors([anchors], targets[:1])
    assert (labels[0] == -1).any() and (overlaps.max(0).values[labels[0] == 1] < 0.7).any()
    torch.manual_seed(SEED)
    proposals, _ = model.rpn(listed, features, targets)
    chosen, *_ = model.roi_heads.select_training_samples(proposals, targets)
    assert len(LevelMapper(2, 5, 40)(chosen).unique()) == 4


@torch.no_grad()
def evaluation(model, images):
    listed = ImageList(images, SIZES)
    features = model.backbone(images)
    proposals, _ = model.rpn(listed, features)
    found, _ = model.roi_heads(features, proposals, SIZES)
    result = {}
    for number, one in enumerate(found):
        result |= {f"{key}_{number}": value for key, value in one.items()}
        if "masks" in one:
            result[f"masks_{number}"] = one["masks"][:, 0].float()
    return result
