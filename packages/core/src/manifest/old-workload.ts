import { isJsonObject, type JsonObject } from './json.js';
import { mapField, without } from './rewrite.js';

/** How Kubernetes writes "never" in a 32-bit field. */
const never = 2_147_483_647;

/** A workload of a version that took the labels of the template as selector. */
export function withSelector(workload: JsonObject): JsonObject {
  return mapField(workload, 'spec', (spec) => {
    const labels = labelsOfTemplate(spec);
    return spec['selector'] === undefined && labels !== undefined
      ? { ...spec, selector: { matchLabels: labels } }
      : spec;
  });
}

function labelsOfTemplate(spec: JsonObject): JsonObject | undefined {
  const template = spec['template'];
  const metadata = isJsonObject(template) ? template['metadata'] : undefined;
  const labels = isJsonObject(metadata) ? metadata['labels'] : undefined;
  return isJsonObject(labels) ? labels : undefined;
}

/**
 * A Deployment of `extensions/v1beta1`: it rolled one pod at a time, and never gave up.
 *
 * @see kubernetes/kubernetes pkg/apis/extensions/v1beta1/defaults.go, SetDefaults_Deployment
 */
export function deploymentOfExtensions(deployment: JsonObject): JsonObject {
  return mapField(withSelector(deployment), 'spec', (spec) => {
    const rest = without(spec, ['rollbackTo']);
    return { progressDeadlineSeconds: never, ...rest, strategy: oneAtATime(spec['strategy']) };
  });
}

function oneAtATime(strategy: JsonObject[string]): JsonObject[string] {
  if (strategy !== undefined && !isJsonObject(strategy)) return strategy;
  const { type = 'RollingUpdate', rollingUpdate = {} } = strategy ?? {};
  if (type !== 'RollingUpdate' || !isJsonObject(rollingUpdate)) return strategy;
  return { type, rollingUpdate: { maxSurge: 1, maxUnavailable: 1, ...rollingUpdate } };
}

/** A DaemonSet of `extensions/v1beta1`: pods were replaced only when deleted. @see kubernetes/kubernetes pkg/apis/extensions/v1beta1/defaults.go, SetDefaults_DaemonSet */
export function daemonSetOfExtensions(daemonSet: JsonObject): JsonObject {
  return mapField(replacedOnDelete(withSelector(daemonSet)), 'spec', (spec) =>
    without(spec, ['templateGeneration']),
  );
}

/** A StatefulSet of `apps/v1beta1`: pods were replaced only when deleted. @see kubernetes/kubernetes pkg/apis/apps/v1beta1/defaults.go, SetDefaults_StatefulSet */
export function statefulSetOfBeta1(statefulSet: JsonObject): JsonObject {
  return replacedOnDelete(withSelector(statefulSet));
}

function replacedOnDelete(workload: JsonObject): JsonObject {
  return mapField(workload, 'spec', (spec) => {
    const strategy = spec['updateStrategy'] ?? {};
    return isJsonObject(strategy) ? { ...spec, updateStrategy: { type: 'OnDelete', ...strategy } } : spec;
  });
}
