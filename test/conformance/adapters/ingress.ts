import { createCluster, type Cluster, type ConfigMap } from '@kubehop/core';
import {
  type AdmissionRefusal,
  type ControllerProfile,
  ingressController,
  type IngressController,
  ingressNginxProfile,
  ingressWebhook,
  type IngressWebhook,
  specProfile,
} from '@kubehop/core/components';
import type { Adapter, Answer, Question, Setting } from '../adapter.js';
import { isObject, type Json, type JsonObject, type VectorCase } from '../vectors.js';
import { verdictOn } from './api-verdict.js';
import { requestAnswer, requestKeys, requestTrace } from './ingress-request.js';

/** What the API server says of Ingresses, and what controllers do with them. */
export const ingressAdapter: Adapter = {
  suites: ['ingress'],
  situation: ['create', 'update', 'updateStatus'],
  facts: ['controller', 'configMap', 'controllerFlags', 'certificates', 'admission'],
  ordered: ['nginxLocations', 'fields', 'errors'],
  settings: (fact) => [fact.content['cluster'] === undefined ? validation(fact) : controllerSetting(fact)],
};

function validation({ content }: VectorCase): Setting {
  const update = isObject(content['update']) ? content['update'] : {};
  const object = content['create'] ?? update['new'] ?? content['updateStatus'];
  return {
    questions: { expect: { reads: [], ask: ({ expected }) => verdictOn(object, update['old'], expected) } },
  };
}

function controllerSetting({ content }: VectorCase): Setting {
  const facts = content['cluster'] as JsonObject;
  if (facts['admission'] !== undefined) return admission(content, facts['admission']);
  const objects = content['objects'] as readonly Json[];
  const cluster = createCluster(objects, {
    admission: 'skip',
    settle: 'never',
  });
  const profile = profileOf(facts);
  const controller = ingressController(cluster, profile);
  return {
    questions: {
      expect: configurationQuestion(cluster, controller, ingressWebhook(cluster, profile)),
      http: {
        reads: requestKeys,
        ask: ({ input }) => requestAnswer(controller, objects, input),
        trace: ({ input }) => requestTrace(controller, input),
      },
    },
  };
}

/** What holds for any controller is asked of the specification alone. */
function profileOf(facts: JsonObject): ControllerProfile {
  if (facts['controller'] === 'any') return specProfile({ takesWithoutClass: true });
  const flags = textsOf(facts['controllerFlags']);
  return ingressNginxProfile({ flags, configMap: configMapOf(facts['configMap']) });
}

function textsOf(value: Json | undefined): Readonly<Record<string, string>> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.map(([name, text]) => [name, typeof text === 'string' ? text : JSON.stringify(text)]),
  );
}

function configMapOf(data: Json | undefined): ConfigMap | undefined {
  if (data === undefined) return undefined;
  const metadata = { name: 'ingress-nginx-controller', namespace: 'ingress-nginx' };
  const cluster = createCluster([{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }], {
    settle: 'never',
  });
  return cluster.list('ConfigMap')[0];
}

/** The default class is filled in by the API server; the webhook is the controller's. */
function admission(content: JsonObject, by: Json): Setting {
  return {
    questions: {
      expect: {
        reads: [],
        ask: () => (by === 'DefaultIngressClass' ? defaulted(content) : reviewed(content, by)),
      },
    },
  };
}

function defaulted({ create, objects }: JsonObject): Answer {
  const cluster = createCluster([...(objects as readonly Json[]), ...(create === undefined ? [] : [create])]);
  return {
    valid: cluster.problems.every(({ severity }) => severity !== 'error'),
    ingressClassName: cluster.list('Ingress')[0]?.spec.ingressClassName ?? null,
  };
}

/** The reasons of the webhook in the words of the vectors. */
const reasons: Readonly<Record<AdmissionRefusal['reason'], string>> = {
  'deep-inspection': 'deep inspection',
  'catch-all-disabled': 'catch-all disabled',
  'strict-path-type': 'strict path type',
  'annotation-prefix': 'annotation prefix',
  'word-blocklist': 'word blocklist',
  'snippets-disabled': 'snippets disabled',
  'annotation-refused': 'annotation',
  'uid-malformed': 'uid',
  'host-and-path-taken': 'host and path already defined',
};

function reviewed({ create, update, objects, cluster }: JsonObject, by: Json): Answer {
  if (by !== 'ingress-nginx validating webhook') {
    throw new Error(`the adapter does not read cluster.admission ${JSON.stringify(by)}`);
  }
  const written = create ?? (isObject(update) ? update['new'] : undefined);
  const options = { admission: 'skip', settle: 'never' } as const;
  const [ingress] = createCluster([written], options).list('Ingress');
  const webhook = ingressWebhook(
    createCluster(objects as readonly Json[], options),
    profileOf(cluster as JsonObject),
  );
  const refusal = ingress === undefined ? undefined : webhook.review(ingress);
  return {
    valid: refusal === undefined,
    field: refusal?.path,
    reason: refusal === undefined ? undefined : reasons[refusal.reason],
  };
}

function configurationQuestion(
  cluster: Cluster,
  controller: IngressController,
  webhook: IngressWebhook,
): Question {
  return {
    reads: [],
    ask(): Answer {
      const { servers, refusals, ingresses, unsupported } = controller.configuration();
      const taken = new Set(ingresses.map(({ namespace, name }) => `${namespace}/${name}`));
      const ignored = cluster
        .list('Ingress')
        .filter(({ metadata: { namespace, name } }) => !taken.has(`${namespace}/${name}`));
      return {
        nginxLocations: Object.fromEntries(servers.map(({ host, locations }) => [host, locations])),
        config: refusals.length > 0 ? 'rejected' : 'accepted',
        nginxError: /unknown "[^"]*" variable/.exec(refusals[0]?.message ?? '')?.[0],
        ignoredIngresses: ignored.map(({ metadata }) => metadata.name),
        unsupported: unsupported.map(({ ingress, annotation }) => ({
          ingress: `${ingress.namespace ?? ''}/${ingress.name}`,
          annotation,
        })),
        admission: cluster.list('Ingress').some((ingress) => webhook.review(ingress) !== undefined)
          ? 'denied'
          : 'allowed',
        // A controller writes the status of those that it takes.
        statusHasAddress: taken.size > 0,
      };
    },
  };
}
