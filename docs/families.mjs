// TypeDoc: groups the names of each entry point by family, which is the folder or the file that declares them, and puts the examples
// of `api-examples.md` under the names that they are about.
import { readFileSync } from 'node:fs';
import { Comment, CommentTag, Converter, ReflectionKind } from 'typedoc';

/** The first that fits a declaration's file, from `src`, names its family. */
const FAMILIES = [
  [/^tensor|^core|^shape/, 'Tensors'],
  [/^create\/values/, 'Tensors from values'],
  [/^create\/random|^random|elementwise\/random/, 'Random numbers'],
  [/^ops\/elementwise\/(activation|shrink|prelu|glu)/, 'Activations'],
  [/^ops\/elementwise\/dropout/, 'Dropout'],
  [/^ops\/elementwise|^array\/broadcast/, 'Element by element'],
  [/^ops\/reduce\/distance/, 'Similarity and distance'],
  [/^ops\/reduce/, 'Reductions, softmax, sorting'],
  [/^ops\/shape/, 'Shapes, joining, parts'],
  [/^ops\/index/, 'Indices'],
  [/^ops\/linalg\/(linear|bilinear)/, 'Layers as functions'],
  [/^ops\/linalg/, 'Matrix products'],
  [/^ops\/loss/, 'Losses'],
  [/^ops\/layers\/.*pool/, 'Pooling'],
  [/^ops\/layers\/.*norm/, 'Normalization'],
  [/^ops\/layers/, 'Layers as functions'],
  [/^autograd|^borrow|^scope/, 'Gradients and memory'],
  [/^runtime/, 'Runtime'],
  [/^errors|^bindings/, 'Errors'],
  [/^fit\/checkpoint/, 'Checkpoints'],
  [/^fit/, 'Training'],
  [/^io/, 'Files'],
  [/^nn\/(module|container|parameter|describe)/, 'Modules'],
  [/^nn\/.*loss|^nn\/linear-cross-entropy/, 'Losses'],
  [/^nn\/(activation|shrink)/, 'Activations'],
  [/^nn\/.*norm/, 'Normalization'],
  [/^nn\/pool/, 'Pooling'],
  [/^nn\/(conv|upsample)/, 'Convolution'],
  [/^nn\/recurrent/, 'Recurrent layers'],
  [/^nn\/(attention|transformer)/, 'Attention'],
  [/^nn\/dropout/, 'Dropout'],
  [/^nn\/similarity/, 'Similarity and distance'],
  [/^nn\/(init|utils)/, 'Initialization and utilities'],
  [/^nn/, 'Dense layers and embeddings'],
  [/^optim\/lr-scheduler/, 'Schedules'],
  [/^optim\/swa-utils/, 'Averaged weights'],
  [/^optim\/(torch-state|names)/, 'States'],
  [/^optim/, 'Optimizers'],
  [/^data\/(loader|collate|sources|sampler|distributed|weighted|ahead|pass)/, 'Batches and samplers'],
  [/^data\/(standard-scaler|one-hot-encoder|image|labels)/, 'Numbers, categories, images'],
  [/^data/, 'Data sets and splits'],
  [/^metrics\/(confusion|accuracy|balanced|f1|precision|kappa|matthews|class-weights)/, 'Of predicted classes'],
  [/^metrics\/(calibration|brier|temperature|log-loss)/, 'Of probabilities'],
  [/^metrics\/(roc|pr|average-prec|ranking)/, 'Of rankings'],
  [/^metrics/, 'Metrics'],
  [/^onnx/, 'ONNX'],
  [/^torch/, 'PyTorch projects'],
  [/^store/, 'Stores'],
  [/^tfjs/, 'TensorFlow.js files'],
  [/^worker/, 'Training in a worker'],
];

const EXAMPLES = new Map(
  readFileSync(new URL('api-examples.md', import.meta.url), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n')).trim()]),
);

/** `nn.Linear` of whatever module declares it. */
const dotted = (reflection) =>
  reflection.getFullName().replace(/^(nn|functional|optim|data|onnx|torch|store|tfjs|worker|rushlight)\./, '');

function commentOf(reflection) {
  const holder = reflection.signatures?.[0] ?? reflection;
  return (holder.comment ??= new Comment());
}

/** Puts the class of the error in front of what it is thrown for, which the pages would leave out. */
function nameErrors(comment) {
  for (const tag of comment?.blockTags ?? []) {
    if (tag.tag !== '@throws' || tag.typeAnnotation === undefined) continue;
    tag.content.unshift({ kind: 'code', text: `\`${tag.typeAnnotation.replace(/[{}]/g, '')}\`` }, { kind: 'text', text: ' ' });
    tag.typeAnnotation = undefined;
  }
}

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    // what a class inherits stands on the page of its base
    for (const reflection of project.getReflectionsByKind(ReflectionKind.ClassMember))
      if (reflection.inheritedFrom !== undefined && project.reflections[reflection.id] === reflection)
        project.removeReflection(reflection);
    for (const reflection of Object.values(project.reflections)) nameErrors(reflection.comment);
    const used = new Set();
    // the main entry's file is called `index`
    for (const module of project.children ?? []) if (module.name === 'index') module.name = 'rushlight';
    for (const reflection of project.getReflectionsByKind(ReflectionKind.SomeModule | ReflectionKind.SomeExport)) {
      if (reflection.kindOf(ReflectionKind.Module)) continue;
      const target = reflection.tryGetTargetReflectionDeep?.() ?? reflection;
      const [source] = target.sources ?? target.signatures?.[0]?.sources ?? [];
      const file = /\/(?:src\/|(?=bindings\/))(.*)$/.exec(source?.fullFileName ?? '')?.[1];
      const family = target.kindOf(ReflectionKind.SomeModule)
        ? 'Namespaces'
        : FAMILIES.find(([pattern]) => pattern.test(file ?? ''))?.[1];
      if (family === undefined) throw new Error(`families.mjs: expected a family for ${reflection.getFullName()} of ${file}`);
      const comment = commentOf(reflection);
      comment.blockTags.push(new CommentTag('@category', [{ kind: 'text', text: family }]));
      const name = dotted(reflection);
      const example = target === reflection ? EXAMPLES.get(name) : undefined;
      if (example === undefined) continue;
      used.add(name);
      comment.blockTags.push(new CommentTag('@example', [{ kind: 'code', text: example }]));
    }
    const lost = [...EXAMPLES.keys()].filter((name) => !used.has(name));
    if (lost.length > 0) throw new Error(`api-examples.md: expected public names, got ${lost.join(', ')}`);
  });
  // the pages name no files: there is no address that these would lead to
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const reflection of Object.values(project.reflections)) delete reflection.sources;
  });
}
