"""Makes a trained network narrower, so that it runs faster on a CPU.

What counts for the task is kept: the inner units whose removal would change the loss
most, by first order (Molchanov and others, "Pruning Convolutional Neural Networks for
Resource Efficient Inference", 2017). Training goes on afterwards.
"""

from collections.abc import Iterable
from dataclasses import replace

import torch
from torch import Tensor

from articles.extraction.training.batches import Batch
from articles.extraction.training.network import Network
from articles.extraction.training.train import Recipe, loss_of


def narrowed(
    network: Network, inner: int, batches: Iterable[Batch], recipe: Recipe
) -> Network:
    """Give a network with ``inner`` units in each layer instead of more."""
    keep = [
        weight.topk(inner).indices.sort().values
        for weight in _importance(network, batches, recipe)
    ]
    state = {name: value.clone() for name, value in network.state_dict().items()}
    for number, units in enumerate(keep):
        layer = f"encoder.layers.{number}."
        for name in ("up.weight", "up.bias"):
            state[layer + name] = state[layer + name][units]
        state[layer + "down.weight"] = state[layer + "down.weight"][:, units]
    small = Network(replace(network.shape, inner=inner))
    small.load_state_dict(state)
    return small


def _importance(
    network: Network, batches: Iterable[Batch], recipe: Recipe
) -> list[Tensor]:
    """Sum, for each unit, the squares of its output times the loss's slope in it."""
    network.eval()
    layers = list(network.encoder.layers)
    found = [torch.zeros(network.shape.inner) for _ in layers]
    seen: dict[int, Tensor] = {}

    def note(number: int) -> object:
        def hook(_: object, inputs: tuple[Tensor, ...]) -> None:
            inputs[0].retain_grad()
            seen[number] = inputs[0]

        return layers[number].down.register_forward_pre_hook(hook)

    handles = [note(number) for number in range(len(layers))]
    for batch in batches:
        cues, words = loss_of(network, batch, recipe)
        (cues + words).backward()  # type: ignore[no-untyped-call]
        for number, output in seen.items():
            assert output.grad is not None  # it was asked to be kept
            weighed = (output * output.grad).detach()
            found[number] += weighed.flatten(0, 1).square().sum(0)
        network.zero_grad()
    for handle in handles:
        handle.remove()  # type: ignore[attr-defined]
    return found
