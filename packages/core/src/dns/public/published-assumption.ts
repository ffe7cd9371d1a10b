import type { Assumption } from '../../problem/assumption.js';
import type { Answer } from '../message.js';
import { referenceTo } from '../../object/reference.js';

/** What was taken for granted about the outside world by an answer or by the answer to where it points. */
export function publishedAssumption({ finding, target }: Answer): Assumption | undefined {
  if (finding.kind !== 'published') return target === undefined ? undefined : publishedAssumption(target);
  const { host, object, path } = finding.publication;
  const { namespace, name } = object.metadata;
  return {
    code: 'host-is-published',
    object: referenceTo(object),
    path,
    message: `${host} is published and points at the address that serves ${object.kind} ${namespace}/${name}.`,
    state: 'Give the platform, or kubehop.yaml, dns: { records: [...], publishHosts: false }.',
  };
}
