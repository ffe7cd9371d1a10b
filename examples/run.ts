/** Prints the story of the name given: `node examples/dist/run.js cluster-ip`. */
import process from 'node:process';
import { stories } from './stories.js';

const [name = ''] = process.argv.slice(2);
const story = stories.get(name);
if (story === undefined) {
  console.error(`Name a story: ${[...stories.keys()].join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(story());
}
