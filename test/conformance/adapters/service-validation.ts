import { bareMetal, createCluster } from '@kubehop/core';
import type { Adapter, Answer } from '../adapter.js';
import { isObject, type Json, type JsonObject, textAt } from '../vectors.js';
import { verdictOf, verdictOn } from './api-verdict.js';

/** Which Services the API server refuses, and where. */
export const serviceValidationAdapter: Adapter = {
  suites: ['service-validation'],
  situation: ['old', 'subject', 'clusterConfig'],
  facts: [],
  ordered: ['fields', 'errors'],
  settings: ({ content }) => [
    { questions: { expect: { reads: [], ask: ({ expected }) => verdict(content, expected) } } },
  ],
};

function verdict(content: JsonObject, expected: JsonObject): Answer {
  const objects = content['objects'] as readonly Json[];
  const named = objects.filter((object) => isNamed(object, content['subject']));
  const subject = named.at(-1) ?? objects.at(-1);
  const { clusterConfig } = content;
  return isObject(clusterConfig)
    ? verdictInCluster(objects, subject, clusterConfig, expected)
    : verdictOn(subject, content['old'], expected);
}

/** What depends on other Services and on the ranges of the cluster is for the allocators to say. */
function verdictInCluster(
  objects: readonly Json[],
  subject: Json | undefined,
  config: JsonObject,
  expected: JsonObject,
): Answer {
  const unknown = Object.keys(config).find((key) => key !== 'nodePortRange' && key !== 'serviceCIDRs');
  if (unknown !== undefined) throw new Error(`the adapter does not read clusterConfig.${unknown}`);
  const [from = 0, to = 0] = textAt(config, 'nodePortRange').split('-').map(Number);
  const serviceCIDRs = config['serviceCIDRs'] as readonly string[];
  const cluster = createCluster(objects, {
    platform: { ...bareMetal(), serviceCIDRs, nodePortRange: { from, to } },
  });
  const ofSubject = cluster.problems.filter(
    ({ object }) => object?.kind === 'Service' && isNamed(subject, `${object.namespace}/${object.name}`),
  );
  return verdictOf(ofSubject, expected);
}

function isNamed(object: Json | undefined, key: Json | undefined): boolean {
  const { namespace, name } = isObject(object) && isObject(object['metadata']) ? object['metadata'] : {};
  return typeof namespace === 'string' && typeof name === 'string' && `${namespace}/${name}` === key;
}
