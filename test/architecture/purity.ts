import { Visitor } from 'oxc-parser';
import { parse, type SourceFile, specifiersOf } from './source-file.js';

/**
 * Names that stand nowhere in core, because they bring in time, chance, a locale or a host. Lint forbids these and
 * more; names that are also good names for something else (`document`, `process`) are left to it.
 */
const impure =
  /^(Date|Intl|globalThis|localeCompare|toLocale\w*|random|performance|crypto|fetch|queueMicrotask|set(Timeout|Interval|Immediate)|XMLHttpRequest)$/;

/** Impure names and built-in modules of Node in files of core. */
export function purityViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const found = specifiersOf(file).filter((specifier) => specifier.startsWith('node:'));
    new Visitor({
      Identifier({ name }) {
        if (impure.test(name)) found.push(name);
      },
    }).visit(parse(file));
    return found.map((name) => `${file.path} uses ${name}`);
  });
}
