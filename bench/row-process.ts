import process from 'node:process';
import { rows } from './rows.js';
import { sizeByName } from './size.js';

// Runs one row at one size and writes its comparisons as JSON: ROW SIZE
const [, , id, sizeName = ''] = process.argv;
const row = rows.find((candidate) => candidate.id === id);
const size = sizeByName(sizeName);
if (row === undefined || size === undefined) throw new RangeError('give the name of a row and of a size');
process.stdout.write(JSON.stringify(row.run(size)));
