import type { Cluster } from '../../cluster/cluster.js';
import type { Cause } from '../../trace/outcome.js';
import type { NameError, PublicFinding } from '../finding.js';
import type { Answer } from '../message.js';
import { referenceTo } from '../../object/reference.js';
import { corefileObject } from '../server/corefile/reading.js';
import { isHeadless } from '../server/kubernetes/backend.js';
import { causeOfNameError } from './name-error-cause.js';
import { nearestService, servicesNamed } from './services-named.js';

/**
 * What the servers found out about the names asked for, where it tells what went wrong.
 *
 * @param isDoubtful whether the name may be one of the outside world: then only what names an object of the cluster tells
 */
export function causeOfFinding(
  cluster: Cluster,
  answers: readonly Answer[],
  isDoubtful: boolean,
): Cause | undefined {
  for (const answer of answers) {
    const cause = causeOfAlias(answer) ?? causeOfPublic(answer) ?? causeOfForward(answer);
    if (cause !== undefined) return cause;
  }
  const error = mostTelling(answers);
  if (error !== undefined && (!isDoubtful || isAboutCluster(cluster, error)))
    return causeOfNameError(cluster, error);
  return answers.some(({ rcode }) => rcode === 'NOERROR') ? withoutAddress : undefined;
}

const withoutAddress: Cause = {
  code: 'name-without-address',
  message: 'The name exists, but there is no address behind it.',
  fix: 'Ask for the name of a Service.',
};

/** An ExternalName Service whose target is in the cluster and leads nowhere. */
function causeOfAlias(answer: Answer): Cause | undefined {
  const { finding } = answer;
  if (finding.kind !== 'alias' || answer.records.length > 0) return undefined;
  const { namespace, name } = finding.service.metadata;
  const points = `Service ${namespace}/${name} points at ${finding.service.spec.externalName ?? ''}`;
  const isLoop = endOf(answer).finding.kind === 'alias';
  return {
    code: isLoop ? 'external-name-loop' : 'external-name-dangling',
    object: referenceTo(finding.service),
    path: 'spec.externalName',
    message: isLoop ? `${points}, which leads back to it.` : `${points}, which has no address.`,
    fix: 'Point at a name that has an address.',
  };
}

function endOf(answer: Answer): Answer {
  return answer.target === undefined ? answer : endOf(answer.target);
}

function causeOfPublic(answer: Answer): Cause | undefined {
  const { finding } = endOf(answer);
  if (finding.kind === 'unpublished') return notServed(finding);
  if (finding.kind !== 'alias-loop') return undefined;
  return {
    code: 'alias-loop',
    message: `The aliases from ${finding.name} on lead in a circle.`,
    fix: 'Correct the CNAME records in dns.records of the platform or kubehop.yaml.',
  };
}

function causeOfForward(answer: Answer): Cause | undefined {
  const { finding } = endOf(answer);
  if (finding.kind !== 'not-forwarded') return undefined;
  return {
    code: 'name-not-forwarded',
    object: corefileObject,
    path: 'data.Corefile',
    message: `The DNS server of the cluster has no zone that holds ${finding.name}, and forwards it to nobody.`,
    fix: 'Add a forward plugin to the Corefile.',
  };
}

/** What keeps the host from being served; the object that names the host, where nothing else is to blame. */
function notServed({ publication, reason }: Extract<PublicFinding, { kind: 'unpublished' }>): Cause {
  const { object, path, host } = publication;
  const { cause } = reason;
  return {
    ...(cause.object === undefined && { object: referenceTo(object), path }),
    ...cause,
    message: `No address is published for ${host}. ${cause.message}`,
  };
}

/** Of the errors of all names asked for, the one that most likely is about what was meant. */
function mostTelling(answers: readonly Answer[]): NameError | undefined {
  let telling: NameError | undefined;
  for (const { finding } of answers) {
    if (finding.kind !== 'nothing') continue;
    if (telling === undefined || rankOf(finding.error) < rankOf(telling)) telling = finding.error;
  }
  return telling;
}

/** A Service that exists tells most; a reading with labels below a Service tells least, as search lists make them up. */
function rankOf(error: NameError): number {
  switch (error.kind) {
    case 'no-endpoint':
    case 'external-name':
    case 'pod':
      return isService(error) ? 0 : 1;
    case 'endpoint':
      return isHeadless(error.service) ? 1 : 3;
    case 'service':
      return isService(error) ? 2 : 5;
    case 'namespace':
      if (error.name.service === undefined) return 7;
      return isService(error) ? 4 : 6;
    case 'no-external-address':
      return error.service === undefined ? 7 : 2;
    case 'form':
      return 8;
    default:
      return error satisfies never;
  }
}

/** Whether the name reads as that of a Service, and not of something below one. */
function isService(error: Exclude<NameError, { kind: 'form' | 'no-external-address' }>): boolean {
  const { service, endpoint, port } = error.name;
  return service !== undefined && endpoint === undefined && port === undefined;
}

/** Whether an error of a name that may be one of the outside world names something that the cluster has, or nearly. */
function isAboutCluster(cluster: Cluster, error: NameError): boolean {
  if (rankOf(error) <= 1) return true;
  if (error.kind === 'no-external-address') return error.service !== undefined;
  if (error.kind === 'form' || !isService(error)) return false;
  const { service = '', namespace } = error.name;
  return (
    servicesNamed(cluster, service).length > 0 || nearestService(cluster, namespace, service) !== undefined
  );
}
