import process from 'node:process';
import { parseArgs } from 'node:util';
import { readDeviations } from './deviations.js';
import { figuresOf, tableOf } from './figures.js';
import { itemText } from './item-text.js';
import { runCases } from './run.js';
import { haveVectors, readCases, vectorRoots } from './vectors.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    suite: { type: 'string' },
    case: { type: 'string' },
    item: { type: 'string' },
  },
});

// `| head` is no error.
process.stdout.on('error', () => process.exit());

main();

/** Compares the model with recorded facts: all of them, those of a suite, or those of a case. */
function main(): void {
  if (!haveVectors()) {
    console.error(`There are no vectors in ${vectorRoots().join(', ')}: set KUBEHOP_VECTORS=dir[:dir].`);
    process.exitCode = 2;
    return;
  }
  const cases = readCases().filter(
    ({ suite, id }) =>
      (values.suite === undefined || suite === values.suite) &&
      (values.case === undefined || id === values.case),
  );
  if (cases.length === 0) {
    console.error('There is no such suite or case.');
    process.exitCode = 2;
    return;
  }
  const results = runCases(cases, { deviations: readDeviations(), traced: values.case !== undefined });
  if (values.json) {
    console.log(JSON.stringify(figuresOf(cases, results), null, 2));
    return;
  }
  if (values.case !== undefined) {
    for (const { content } of cases) console.log(JSON.stringify(content, null, 2));
    const asked = results.filter(
      ({ item }) => values.item === undefined || item.id.endsWith(`/${values.item}`),
    );
    for (const result of asked) console.log(itemText(result));
    return;
  }
  if (values.suite !== undefined) {
    for (const result of results) if (!result.passed) console.log(itemText(result));
  }
  console.log(tableOf(figuresOf(cases, results)));
}
