/** A chain of iptables. */
export interface Chain {
  readonly name: string;
  /** A chain of the kernel's own: what is not decided in it is accepted. */
  readonly isBuiltIn?: true;
  /** Each as `iptables-save` writes it behind `-A NAME`. */
  readonly rules: readonly string[];
}

/** A table as `iptables-save` writes it. */
export function tableText(name: string, chains: readonly Chain[]): string {
  return [
    `*${name}`,
    ...chains.map((chain) => `:${chain.name} ${chain.isBuiltIn ? 'ACCEPT' : '-'} [0:0]`),
    ...chains.flatMap((chain) => chain.rules.map((rule) => `-A ${chain.name} ${rule}`)),
    'COMMIT',
  ].join('\n');
}
