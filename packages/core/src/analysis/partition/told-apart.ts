import type { Hop } from '../../trace/hop.js';

/** Ways by other Services are other ways, though they may lead to the same pod. */
export function byService(hops: readonly Hop[]): string {
  let text = '';
  for (const hop of hops) {
    if (hop.stage === 'service') text += `${hop.service.namespace ?? ''}/${hop.service.name} `;
    else if (hop.stage === 'ingress' || hop.stage === 'load-balancer')
      text += `${hop.backend?.service.namespace ?? ''}/${hop.backend?.service.name ?? ''} `;
  }
  return text;
}
