import type { ProblemCode } from '../../../problem/codes.js';
import type { ObjectReference, Problem } from '../../../problem/problem.js';
import type { Directive } from './caddyfile.js';
import { zoneName } from './zone-names.js';

/** The ConfigMap that holds the Corefile of a cluster. @see kubernetes/kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go */
export const corefileObject: ObjectReference = {
  kind: 'ConfigMap',
  namespace: 'kube-system',
  name: 'coredns',
};

/** Where a Corefile stands in its ConfigMap. */
export const corefileKey = 'Corefile';

/** A Corefile being read: collects what is wrong with it, and what of it is passed over. */
export class CorefileReading {
  readonly #problems: Problem[] = [];

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** CoreDNS itself would not take the line. */
  refuse(line: number, message: string): void {
    this.#report('corefile-invalid', line, message);
  }

  /** The model does not follow the line, and answers may differ for it. */
  passOver({ name, line }: Directive, of: string): void {
    this.#report('corefile-not-modelled', line, `${of === '' ? 'plugin' : `option of ${of}:`} ${name}`);
  }

  /** The zones of a plugin: those that it names, else those of its server block. */
  zones({ args, line }: Directive, ofBlock: readonly string[]): readonly string[] {
    return args.length === 0 ? ofBlock : this.zonesIn(args, line);
  }

  /** The zones that words name. */
  zonesIn(words: readonly string[], line: number): readonly string[] {
    return words.flatMap((word) => {
      const zone = zoneName(word);
      if (zone === undefined) this.#report('corefile-not-modelled', line, `address range ${word}`);
      return zone ?? [];
    });
  }

  /** The zones in which a name error falls through; without any that is all. */
  fallthrough({ args, line }: Directive): readonly string[] {
    return args.length === 0 ? ['.'] : this.zonesIn(args, line);
  }

  /** A whole number in a range, or what is usual. */
  number(
    { name, line }: Directive,
    word: string | undefined,
    [least, most]: readonly [number, number],
    usual: number,
  ): number {
    const number = Number(word);
    if (/^\d+$/.test(word ?? '') && number >= least && number <= most) return number;
    this.refuse(line, `${name} ${word ?? ''} is no number from ${least} to ${most}`);
    return usual;
  }

  #report(code: ProblemCode, line: number, what: string): void {
    this.#problems.push({
      code,
      severity: code === 'corefile-invalid' ? 'error' : 'warning',
      object: corefileObject,
      path: `data.${corefileKey}`,
      message:
        code === 'corefile-invalid'
          ? `line ${line}: ${what}`
          : `line ${line}: the model does not follow ${what}`,
      source: { line },
    });
  }
}

/** What is usual, with options in their order: the later one of two counts. */
export function withOptions<T extends object>(usual: T, options: readonly Partial<T>[]): T {
  const read = { ...usual };
  for (const option of options) Object.assign(read, option);
  return read;
}
