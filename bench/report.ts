import { cpus, loadavg } from 'node:os';
import process from 'node:process';
import type { Comparison } from './comparison.js';

/** A comparison and the row that it belongs to. */
export interface RowComparison extends Comparison {
  readonly row: string;
}

/** What the figures depend on besides the code. */
export interface Conditions {
  readonly size: string;
  readonly node: string;
  readonly cpu: string;
  /** Load averages of the last 1, 5 and 15 minutes when the run began. */
  readonly load: readonly number[];
}

/** The conditions at this moment. */
export function conditionsNow(size: string): Conditions {
  const load = loadavg().map((value) => Math.round(value * 100) / 100);
  return { size, node: process.version, cpu: cpus()[0]?.model ?? 'unknown', load };
}

/** The head of the table. */
export function headText({ size, node, cpu, load }: Conditions): string {
  return `Node ${node}, ${cpu}, load ${load.join(' ')}, size ${size}. Judge by ratios.`;
}

/** One comparison in two lines, the ratio last. */
export function comparisonText({ row, title, unit, ours, anchor, ratio, goal, met }: RowComparison): string {
  const verdict = goal === undefined ? '' : `goal ${goal}: ${met === true ? 'met' : 'MISSED'}`;
  return [
    `${row}  ${title}`,
    `    ${figure(ours)} ${unit}  against ${figure(anchor.value)}  ${anchor.name}`.padEnd(92) +
      `${verdict.padEnd(20)} x${ratio.toPrecision(3)}`,
  ].join('\n');
}

/** Four digits count, in groups of three. */
function figure(value: number): string {
  const digits = value >= 1000 ? 0 : Math.max(0, 3 - Math.floor(Math.log10(Math.max(value, 0.001))));
  return value.toLocaleString('en', { maximumFractionDigits: digits }).padStart(12);
}
