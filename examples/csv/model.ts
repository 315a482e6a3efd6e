/** A classifier of rows that takes them as the file has them: scaling and encoding are parts of it, and saved with it. */
import { cat, data, loadSafetensors, nn, noGrad, saveSafetensors, scope, type Tensor } from 'rushlight';
import type { Columns } from './table.ts';

export class RowClassifier extends nn.Module {
  readonly columns: Columns;
  readonly hidden: number;
  readonly scaler: data.StandardScaler | null;
  readonly encoder: data.OneHotEncoder | null;
  readonly network: nn.Sequential;

  constructor(columns: Columns, hidden: number) {
    super();
    const { numbers, categories, classes } = columns;
    this.columns = columns;
    this.hidden = hidden;
    this.scaler = numbers.length > 0 ? new data.StandardScaler(numbers.length) : null;
    const places = categories.map(({ values }) => [...values.keys()]);
    // a category that the training did not have is none of the known ones: zeros
    this.encoder = places.length > 0 ? new data.OneHotEncoder(places, { handleUnknown: 'ignore' }) : null;
    const width = numbers.length + places.flat().length;
    this.network = new nn.Sequential(new nn.Linear(width, hidden), new nn.ReLU(), new nn.Linear(hidden, classes.length));
  }

  /** Takes means and deviations from the rows that lack no number. */
  fit(x: Tensor): this {
    scope(() => {
      if (this.scaler === null) return;
      const numbers = x.narrow(1, 0, this.columns.numbers.length);
      const complete = noGrad(() => numbers.isnan().any(1).logicalNot().nonzero().squeeze(1));
      this.scaler.fit(numbers.indexSelect(0, complete));
    });
    return this;
  }

  /** (N, numbers and places of categories) to (N, classes) logits. */
  forward(x: Tensor): Tensor {
    const { numbers, categories } = this.columns;
    const parts: Tensor[] = [];
    // a missing number counts as the mean, which is 0 once scaled
    if (this.scaler !== null) parts.push(this.scaler.forward(x.narrow(1, 0, numbers.length)).nanToNum());
    if (this.encoder !== null) parts.push(this.encoder.forward(x.narrow(1, numbers.length, categories.length)));
    return this.network.forward(cat(parts, 1));
  }

  /** The model as a file: weights, statistics and categories as tensors, and what the columns are as text. */
  save(): Uint8Array {
    return saveSafetensors(this.stateDict(), { columns: JSON.stringify(this.columns), hidden: `${this.hidden}` });
  }

  /** The model of a file. */
  static load(bytes: Uint8Array): RowClassifier {
    return scope(() => {
      const { tensors, metadata } = loadSafetensors(bytes);
      const model = new RowClassifier(JSON.parse(metadata['columns'] as string), Number(metadata['hidden']));
      model.loadStateDict(tensors);
      return model;
    });
  }
}
