import type { Act, TimedAct, WorkloadName } from '@kubehop/sim';
import type { Mistakes } from './mistakes.js';
import { readBehaviour } from './read-behaviour.js';
import type { StatedAct } from './stated-act.js';
import { readFault, readNode, readObject, readPod, readWorkload } from './target.js';
import { readDuration } from './read-value.js';
import { WrongUse } from '../wrong-use.js';

/** The fields that name an act. */
const actFields = [
  'apply',
  'delete',
  'scale',
  'autoscale',
  'rollout',
  'cordon',
  'uncordon',
  'drain',
  'taint',
  'terminate',
  'reportNode',
  'fail',
  'recover',
  'behave',
  'crash',
  'setCondition',
] as const satisfies readonly (keyof StatedAct)[];

type ActField = (typeof actFields)[number];

/** The fields that belong to some act, with an example of what to write. */
const examples = {
  force: 'true',
  replicas: '3',
  min: '1',
  max: '10',
  image: 'web:2',
  container: 'web',
  key: 'maintenance',
  effect: 'NoExecute',
  ready: 'false',
  code: '1',
  type: 'example.com/ready',
  status: "'True'",
} as const satisfies Readonly<Record<Exclude<keyof StatedAct, ActField | 'at'>, string>>;

const details = [
  'force',
  'replicas',
  'min',
  'max',
  'image',
  'container',
  'key',
  'effect',
  'ready',
  'code',
  'type',
  'status',
] as const satisfies readonly (keyof typeof examples)[];

type Detail = (typeof details)[number];

/** What belongs to an act: what must be told, and what may. */
interface ActDetails {
  readonly needs?: readonly Detail[];
  readonly takes?: readonly Detail[];
}

const acts: Readonly<Record<ActField, ActDetails>> = {
  apply: {},
  delete: { takes: ['force'] },
  scale: { needs: ['replicas'] },
  autoscale: { needs: ['replicas'], takes: ['min', 'max'] },
  rollout: { takes: ['image', 'container'] },
  cordon: {},
  uncordon: {},
  drain: {},
  taint: { needs: ['key', 'effect'] },
  terminate: {},
  reportNode: { needs: ['ready'] },
  fail: {},
  recover: {},
  behave: {},
  crash: { takes: ['container', 'code'] },
  setCondition: { needs: ['type', 'status'] },
};

/** The objects that a field names: those of files, which have been read, and those that stand in it. */
export type ObjectsOf = (stated: NonNullable<StatedAct['apply']>) => readonly unknown[];

/** Reads something that happens; undefined where it cannot be read, which is noted. */
export function readAct(
  stated: StatedAct,
  path: string,
  objectsOf: ObjectsOf,
  mistakes: Mistakes,
): TimedAct | undefined {
  const at = mistakes.reading(`${path}.at`, () => readDuration(stated.at));
  const field = actFieldOf(stated, path, mistakes);
  if (field === undefined) return undefined;
  const done = acted(field, stated, { path, objectsOf, mistakes });
  return at === undefined || done === undefined ? undefined : { at, ...done };
}

function actFieldOf(stated: StatedAct, path: string, mistakes: Mistakes): ActField | undefined {
  const named = actFields.filter((field) => stated[field] !== undefined);
  const [field, another] = named;
  if (field === undefined)
    return mistakes.add(path, `say what happens: one of ${actFields.join(', ')}`, 'field-missing');
  if (another !== undefined)
    return mistakes.add(
      path,
      `${named.join(' and ')} are ${named.length} acts: give each an entry of its own`,
      'not-allowed',
    );
  const { needs = [], takes = [] } = acts[field];
  const missing = needs.filter((detail) => stated[detail] === undefined);
  for (const detail of missing) {
    const message = `${field} needs ${detail}, such as ${detail}: ${examples[detail]}`;
    mistakes.add(path, message, 'field-missing');
  }
  const strange = details.filter(
    (detail) => stated[detail] !== undefined && !needs.includes(detail) && !takes.includes(detail),
  );
  for (const detail of strange) {
    mistakes.add(`${path}.${detail}`, `${field} takes no ${detail}; ${ownersText(detail)}`, 'not-allowed');
  }
  return missing.length + strange.length === 0 ? field : undefined;
}

/** Which acts take a detail: `image goes with rollout`. */
function ownersText(detail: Detail): string {
  const owners = actFields.filter(
    (field) => acts[field].needs?.includes(detail) === true || acts[field].takes?.includes(detail) === true,
  );
  return `${detail} goes with ${owners.join(' or ')}`;
}

interface Surroundings {
  readonly path: string;
  readonly objectsOf: ObjectsOf;
  readonly mistakes: Mistakes;
}

type Told = Pick<TimedAct, 'act' | 'podOf'>;

function acted(field: ActField, stated: StatedAct, around: Surroundings): Told | undefined {
  const { path, objectsOf, mistakes } = around;
  if (field === 'behave') {
    const behaviour = stated.behave;
    if (behaviour === undefined) return undefined;
    return { act: { act: 'behave', behaviour: readBehaviour(behaviour, `${path}.behave`, mistakes) } };
  }
  return mistakes.reading(`${path}.${field}`, (): Told => told(field, stated, objectsOf));
}

function told(field: Exclude<ActField, 'behave'>, stated: StatedAct, objectsOf: ObjectsOf): Told {
  switch (field) {
    case 'apply':
      return { act: { act: 'apply', objects: objectsOf(stated.apply ?? []) } };
    case 'delete':
      return deletion(stated);
    case 'scale':
      return { act: { act: 'scale', ...workloadOf(stated.scale), replicas: wholeOf(stated.replicas) } };
    case 'autoscale':
      return { act: wish(stated) };
    case 'rollout': {
      const { image, container } = stated;
      return {
        act: {
          act: 'rollout',
          ...workloadOf(stated.rollout),
          ...(image === undefined ? {} : { image }),
          ...(container === undefined ? {} : { container }),
        },
      };
    }
    case 'cordon':
    case 'uncordon':
    case 'drain':
    case 'terminate':
      return { act: { act: field, node: readNode(stated[field] ?? '') } };
    case 'taint': {
      const { key = '', effect = 'NoSchedule' } = stated;
      return { act: { act: 'taint', node: readNode(stated.taint ?? ''), key, effect } };
    }
    case 'reportNode':
      return {
        act: { act: 'report-node', node: readNode(stated.reportNode ?? ''), ready: stated.ready === true },
      };
    case 'fail':
    case 'recover': {
      const { fault, podOf } = readFault(stated[field] ?? '');
      return { act: { act: field, fault }, ...(podOf === undefined ? {} : { podOf }) };
    }
    case 'crash': {
      const { container, code = 1 } = stated;
      const inContainer = container === undefined ? {} : { container };
      return onPod(stated.crash, (pod) => ({ act: 'crash', pod, code, ...inContainer }));
    }
    case 'setCondition': {
      const { type = '', status = 'True' } = stated;
      return onPod(stated.setCondition, (pod) => ({ act: 'set-condition', pod, type, status }));
    }
    default:
      return field satisfies never;
  }
}

function deletion({ delete: stated = [], force }: StatedAct): Told {
  const named = [stated].flat();
  const [only = ''] = named;
  const isForced = force === true ? { force } : {};
  if (named.some((each) => /^(pods?|po)\/[^/]+\/[^/]+\/[^/]+$/i.test(each))) {
    if (named.length > 1) throw new WrongUse('give a pod of a workload an entry of its own');
    const target = readPod(only);
    if ('podOf' in target) return { act: { act: 'delete', objects: [], ...isForced }, ...target };
  }
  return { act: { act: 'delete', objects: named.map(readObject), ...isForced } };
}

function wish({ autoscale = '', replicas = 1, min, max }: StatedAct): Act {
  if (min !== undefined && max !== undefined && min > max)
    throw new WrongUse(`min ${min} is more than max ${max}`);
  return {
    act: 'wish',
    workload: readWorkload(autoscale),
    replicas,
    ...(min === undefined ? {} : { least: min }),
    ...(max === undefined ? {} : { most: max }),
  };
}

function onPod(stated: string | undefined, act: (pod: string) => Act): Told {
  const target = readPod(stated ?? '');
  return 'pod' in target ? { act: act(target.pod) } : { act: act(''), podOf: target.podOf };
}

function workloadOf(text = ''): { readonly workload: WorkloadName } {
  return { workload: readWorkload(text) };
}

function wholeOf(replicas = 0): number {
  if (!Number.isSafeInteger(replicas)) throw new WrongUse(`replicas: ${replicas} is no whole number`);
  return replicas;
}
