import type { Ingress } from '../../../object/ingress.js';
import type { AdmissionRefusal } from '../../admission-refusal.js';
import { ingressLabel, pathField } from '../../reference.js';
import { configurationOf, takenIngresses } from '../configuration/configuration.js';
import { comparedPath, serverName } from '../configuration/servers.js';
import type { NginxServer } from '../configuration/virtual-servers.js';
import type { Reviewed } from './reviewed.js';

/**
 * A host and path that another Ingress has, of whatever namespace: looked up in the locations as they would be written
 * with the Ingress as the youngest. An annotation `canary` on either side, true or not, allows it.
 *
 * @see kubernetes/ingress-nginx internal/ingress/controller/controller.go, checkOverlap
 */
export function overlap({ cluster, profile, ingress }: Reviewed): AdmissionRefusal | undefined {
  const canary = `${profile.annotationPrefix}/canary`;
  if (ingress.metadata.annotations[canary] !== undefined) return undefined;
  const others = takenIngresses(cluster, profile).filter((other) => !isSame(other, ingress));
  const { servers } = configurationOf(cluster, profile, [...others, ingress]).servers;
  for (const [ruleIndex, { host, paths }] of ingress.spec.rules.entries()) {
    const server = servers.find((candidate) => candidate.host === serverName(host));
    for (const [index, path] of paths.entries()) {
      const owner = ownersOf(server, comparedPath(path)).find(
        (other) => !isSame(other, ingress) && other.metadata.annotations[canary] === undefined,
      );
      if (owner === undefined) continue;
      return {
        reason: 'host-and-path-taken',
        path: `${pathField(ruleIndex, index)}.path`,
        message: `Host "${serverName(host)}" and path "${comparedPath(path)}" are already defined in ${ingressLabel(owner)}.`,
        fix: 'Take another path, or remove it from the other Ingress first.',
      };
    }
  }
  return undefined;
}

function ownersOf(server: NginxServer | undefined, path: string): readonly Ingress[] {
  return (server?.table.written ?? []).flatMap(({ location, path: written }) =>
    written === path && !location.isDefault && location.ingress !== undefined ? [location.ingress] : [],
  );
}

function isSame(a: Ingress, b: Ingress): boolean {
  return a.metadata.namespace === b.metadata.namespace && a.metadata.name === b.metadata.name;
}
