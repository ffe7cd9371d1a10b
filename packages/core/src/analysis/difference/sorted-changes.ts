import { comesToApplication } from '../fate/fate-text.js';
import { withoutBareConnections } from '../routes/bare-connections.js';
import { endsEarly, shortened } from '../routes/range-text.js';
import { kindsText } from '../routes/routes-text.js';
import type { FateChange, Side } from './diff.js';

/** Changes in the order in which they are told. */
export interface SortedChanges {
  /** Those with a pod of the user on one side stand first, names before addresses, short targets before long; what is malformed last. */
  readonly told: readonly FateChange[];
  /** What is sent to names and addresses that one side does not have, and comes to no pod of the user on the other. */
  readonly aside: readonly FateChange[];
}

/** Sorts changes by how much they matter; those of bare connections are told with those of HTTP at the same place. */
export function sortedChanges(changes: readonly FateChange[]): SortedChanges {
  const own = withoutBareConnections(changes, ({ requests, before, after }) => ({
    requests,
    fates: [before.fate, after.fate],
    rules: [before.rule, after.rule],
  }));
  return {
    told: own.filter((change) => !isAside(change)).sort(byWeight),
    aside: own.filter(isAside),
  };
}

function isAside(change: FateChange): boolean {
  return !isOfApplication(change) && [change.before, change.after].some(leadsNowhere);
}

function byWeight(one: FateChange, other: FateChange): number {
  return rankOf(one) - rankOf(other) || one.example.target.length - other.example.target.length;
}

function rankOf(change: FateChange): number {
  const isNamed = change.requests.some(({ destinations }) =>
    destinations.some(({ names }) => names.length > 0),
  );
  const isEarly = change.requests.every(endsEarly);
  return 4 * Number(isEarly) + 2 * Number(!isOfApplication(change)) + Number(!isNamed);
}

function isOfApplication({ before, after }: FateChange): boolean {
  return comesToApplication(before.fate) || comesToApplication(after.fate);
}

/** Whether nothing of the cluster is where the requests are sent. */
function leadsNowhere({ fate }: Side): boolean {
  return fate.ends.every(({ cause }) => cause === 'public-name-unlisted' || cause === 'left-the-model');
}

/** Changes that are not told one by one, in a line. */
export function asideText(changes: readonly FateChange[], isMore: boolean): string {
  const places = changes.flatMap(({ requests }) =>
    requests.flatMap(({ destinations }) =>
      destinations.flatMap(({ names, addresses }) => (names.length > 0 ? names : addresses)),
    ),
  );
  const told = shortened([...new Set(places)]);
  return `${kindsText(changes.length)}${isMore ? ' more' : ''}, answered by no pod of yours: what one side alone has at ${told}.`;
}
