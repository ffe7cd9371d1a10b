import {
  kubeadmCorefile,
  type ServerBlock,
} from '../../../packages/core/src/dns/server/corefile/corefile.js';

const [block] = kubeadmCorefile('cluster.local');
if (block?.kubernetes === undefined || block.forward === undefined) throw new Error('kubeadm names both');

/** The only server block that kubeadm writes. */
export const kubeadmBlock: ServerBlock & Required<Pick<ServerBlock, 'kubernetes' | 'forward'>> = {
  ...block,
  kubernetes: block.kubernetes,
  forward: block.forward,
};
