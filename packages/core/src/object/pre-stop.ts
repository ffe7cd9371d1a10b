import type { Container } from './pod.js';

/**
 * How many seconds the preStop hook of a container takes: those that it sleeps, by the sleep action or by a command
 * that does nothing else. `unknown` for any other hook, undefined without one.
 *
 * @see kubernetes/enhancements KEP-3960
 * @see GNU coreutils, sleep: a number with or without one of the units s, m, h, d
 * @example
 * preStopSeconds(container); // 10 for exec: { command: ['sh', '-c', 'sleep 10'] }
 * @public
 */
export function preStopSeconds({ preStop }: Pick<Container, 'preStop'>): number | 'unknown' | undefined {
  if (preStop === undefined) return undefined;
  if (preStop.sleep !== undefined) return preStop.sleep.seconds;
  return preStop.exec === undefined ? 'unknown' : (sleepOf(preStop.exec.command) ?? 'unknown');
}

const shells: ReadonlySet<string> = new Set(['sh', 'ash', 'bash', 'dash']);
const units = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400 } as const;

function sleepOf(command: readonly string[]): number | undefined {
  const [program = '', argument = '', script = '', ...rest] = command;
  if (baseName(program) === 'sleep' && script === '') return secondsOf(argument);
  if (!shells.has(baseName(program)) || argument !== '-c' || rest.length > 0) return undefined;
  const [, slept = ''] = /^\s*(?:\S*\/)?sleep\s+(\S+?)\s*;?\s*$/.exec(script) ?? [];
  return secondsOf(slept);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function secondsOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text) ?? [];
  return number === undefined || !isUnit(unit) ? undefined : Number(number) * units[unit];
}

function isUnit(text: string): text is keyof typeof units {
  return Object.hasOwn(units, text);
}
