import type { Ingress, IngressBackend } from '../../../object/ingress.js';
import { HostTable } from '../../../routing/host-table.js';
import type { RouteRule } from '../../../routing/rejection.js';
import { pathField } from '../../reference.js';
import { toBytes } from '../../../address/byte-text.js';
import { comparedPath, comparedType } from './servers.js';
import type { ReadIngress } from './upstreams.js';

/** A path rule of an Ingress as nginx compares it. */
export interface StatedRule extends RouteRule {
  readonly ingress: Ingress;
  readonly pathField: string;
  /** The path as the Ingress writes it. */
  readonly text: string;
  readonly backend: IngressBackend;
  /** Whether its Ingress is a canary, which makes no path of its own. */
  readonly isOfCanary: boolean;
}

/** The path rules of a host, oldest Ingress first. */
export interface HostRules {
  readonly rules: StatedRule[];
}

/** The path rules of all Ingresses by host, whether or not they became locations. */
export function rulesByHost(ingresses: readonly ReadIngress[]): HostTable<HostRules> {
  const byHost = new Map<string, HostRules>();
  for (const { ingress, annotations } of ingresses) {
    for (const [ruleIndex, { host, paths }] of ingress.spec.rules.entries()) {
      const ofHost = byHost.get(host) ?? { rules: [] };
      byHost.set(host, ofHost);
      for (const [index, path] of paths.entries()) {
        const text = comparedPath(path);
        ofHost.rules.push({
          host,
          path: toBytes(text),
          pathType: comparedType(path),
          ingress,
          pathField: pathField(ruleIndex, index),
          text,
          backend: path.backend,
          isOfCanary: annotations.canary !== undefined,
        });
      }
    }
  }
  return new HostTable(byHost);
}
