import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** What the comparison with the kernel lacks here; undefined: nothing. */
export function missingHere(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.getuid?.() !== 0) return 'it needs root, for network namespaces';
  const programs = [
    ['ip', ['netns', 'list']],
    ['iptables', ['--version']],
    ['ip6tables', ['--version']],
    ['nft', ['--version']],
  ] as const;
  const lacking = programs.find(([program, args]) => spawnSync(program, args).status !== 0);
  return lacking === undefined
    ? undefined
    : `${lacking[0]} is missing: apt-get install iptables nftables iproute2`;
}
