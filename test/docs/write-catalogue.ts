// Writes docs/catalogue.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../architecture/source-file.js';
import { catalogue } from './catalogue.js';

writeFileSync(join(root, 'docs/catalogue.md'), catalogue());
