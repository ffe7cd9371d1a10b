import type { Rule } from '../trace/rule.js';
import type { Finding } from './finding.js';
import { referenceTo } from '../object/reference.js';

/** The rule by which a name has the address that was found for it. */
export function ruleOf(finding: Finding): Rule {
  switch (finding.kind) {
    case 'service': {
      const { service, candidates } = finding;
      if (service.kind === 'ServiceImport') {
        return { id: 'name-of-service-import', object: referenceTo(service), path: 'spec.ips' };
      }
      return candidates[0]?.endpoint === undefined
        ? { id: 'name-of-service', object: referenceTo(service), path: 'spec.clusterIPs' }
        : { id: 'name-of-endpoints', object: referenceTo(service) };
    }
    case 'external':
      return { id: 'name-of-external-addresses', object: referenceTo(finding.service) };
    case 'alias':
      return { id: 'name-is-alias', object: referenceTo(finding.service), path: 'spec.externalName' };
    case 'pod':
      return { id: 'name-of-pod-address' };
    case 'name-server':
      return { id: 'name-of-dns-server' };
    case 'stated':
      return { id: 'name-stated', path: 'platform.dns.records' };
    case 'load-balancer':
      return { id: 'name-of-load-balancer', object: finding.balancer.owner };
    case 'published':
      return {
        id: 'name-published',
        object: referenceTo(finding.publication.object),
        path: finding.publication.path,
      };
    case 'apex':
    case 'empty':
    case 'nothing':
    case 'not-forwarded':
    case 'unpublished':
    case 'cluster-name':
    case 'dotless':
    case 'alias-loop':
    case 'unlisted':
      return { id: 'name-without-address' };
    default:
      return finding satisfies never;
  }
}
