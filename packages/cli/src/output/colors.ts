import type { Style } from '@kubehop/core/explain';
import picocolors from 'picocolors';
import type { Io, Output } from '../io.js';

/** The colours of one output. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/**
 * Colours for a terminal, none elsewhere; `NO_COLOR` takes them away, `FORCE_COLOR` gives them anywhere.
 *
 * @see no-color.org
 */
export function colorsOf(output: Output, env: Io['env']): Colors {
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  const isWanted = isSet('FORCE_COLOR') || (output.isTerminal && env['TERM'] !== 'dumb');
  return picocolors.createColors(isWanted && !isSet('NO_COLOR'));
}

/** How an explanation is coloured. */
export function styleOf(colors: Colors): Style {
  return {
    heading: colors.bold,
    dim: colors.dim,
    good: colors.green,
    bad: colors.red,
    doubtful: colors.yellow,
  };
}
