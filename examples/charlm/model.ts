/** A small transformer (Radford et al., 2018) that predicts, for each character of a text, the next one. */
import { arange, nn, type Tensor } from 'rushlight';

/** Attention to earlier characters, then a network applied to each position; both with a residual connection. */
class Block extends nn.Module {
  readonly before: nn.LayerNorm;
  readonly attention: nn.MultiheadAttention;
  readonly between: nn.LayerNorm;
  readonly network: nn.Sequential;

  constructor(width: number, heads: number) {
    super();
    this.before = new nn.LayerNorm(width);
    this.attention = new nn.MultiheadAttention(width, heads, { batchFirst: true });
    this.between = new nn.LayerNorm(width);
    this.network = new nn.Sequential(
      new nn.Linear(width, 4 * width),
      new nn.GELU({ approximate: 'tanh' }),
      new nn.Linear(4 * width, width),
    );
  }

  forward(x: Tensor, hidden: Tensor): Tensor {
    const h = this.before.forward(x);
    const [seen] = this.attention.forward(h, h, h, { attnMask: hidden, needWeights: false });
    const y = x.add(seen);
    return y.add(this.network.forward(this.between.forward(y)));
  }
}

/** (N, L) characters, L at most `length`, to (N, L, width), from which `head` computes the logits of the next character. */
export class CharacterModel extends nn.Module {
  readonly characters: nn.Embedding;
  readonly places: nn.Embedding;
  readonly blocks: nn.ModuleList<Block>;
  readonly last: nn.LayerNorm;
  readonly head: nn.Linear;

  constructor(
    alphabet: number,
    { length, width, heads, depth }: { length: number; width: number; heads: number; depth: number },
  ) {
    super();
    this.characters = new nn.Embedding(alphabet, width);
    this.places = new nn.Embedding(length, width);
    this.blocks = new nn.ModuleList(Array.from({ length: depth }, () => new Block(width, heads)));
    this.last = new nn.LayerNorm(width);
    this.head = new nn.Linear(width, alphabet, { bias: false });
  }

  forward(text: Tensor): Tensor {
    const place = arange(text.size(1)).to('int32');
    // causal mask: true where a position (down) must not see a later one (across)
    const hidden = place.unsqueeze(1).lt(place);
    let x = this.characters.forward(text).add(this.places.forward(place));
    for (const block of this.blocks) x = block.forward(x, hidden);
    return this.last.forward(x);
  }
}
