const second = 1_000;

/** How much a number of replicas changed, and when. @public */
export interface ScaleEvent {
  readonly at: number;
  /** More than 0: up. */
  readonly change: number;
}

/** What was found to be right at a moment. @public */
export interface Recommendation {
  readonly at: number;
  readonly replicas: number;
}

/** What an autoscaler decides by. Times in milliseconds. @public */
export interface AutoscalerState {
  readonly now: number;
  readonly current: number;
  /** How many replicas the load would keep at their target; fractions are allowed. */
  readonly wish: number;
  readonly least?: number;
  readonly most?: number;
  /** What it found right before. */
  readonly recommendations?: readonly Recommendation[];
  /** What it did before. */
  readonly events?: readonly ScaleEvent[];
  /** For how long a higher recommendation keeps it from going down. */
  readonly stabilization?: number;
}

/** Within this share of what is right nothing changes. @see kubernetes/kubernetes pkg/controller/podautoscaler/config, HorizontalPodAutoscalerTolerance */
const tolerance = 0.1;

/** The policies of scaling look back so far. @see kubernetes/kubernetes pkg/apis/autoscaling/v2/defaults.go */
const period = 15 * second;

/** What the load asks for, by itself. @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go */
export function recommended(
  current: number,
  wish: number,
  least: number = 1,
  most: number = Infinity,
): number {
  const share = wish / current;
  const isNear = share >= 1 - tolerance && share <= 1 + tolerance;
  return Math.min(Math.max(isNear ? current : Math.ceil(wish), least), most);
}

/**
 * One decision of a HorizontalPodAutoscaler with the default behaviour: up at once, by 4 pods or to twice as many in 15 s,
 * whichever is more; down to the highest number that was right in the last 300 s.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, normalizeDesiredReplicasWithBehaviors
 * @see kubernetes/kubernetes pkg/apis/autoscaling/v2/defaults.go
 * @public
 * @example
 * nextReplicas({ now: 0, current: 2, wish: 40 }); // 6
 */
export function nextReplicas({
  now,
  current,
  wish,
  least = 1,
  most = Infinity,
  recommendations = [],
  events = [],
  stabilization = 300 * second,
}: AutoscalerState): number {
  // Nobody scales what was scaled to nothing.
  if (current === 0) return 0;
  if (current > most) return most;
  if (current < least) return least;
  const right = recommended(current, wish, least, most);
  if (right >= current) return Math.min(right, Math.max(current, upTo(current, now, events)));
  const recent = recommendations.filter(({ at }) => at > now - stabilization);
  const stable = recent.reduce((highest, { replicas }) => Math.max(highest, replicas), right);
  return Math.min(stable, current);
}

function upTo(current: number, now: number, events: readonly ScaleEvent[]): number {
  const added = events
    .filter(({ at, change }) => at > now - period && change > 0)
    .reduce((sum, { change }) => sum + change, 0);
  const atStart = current - added;
  return Math.max(atStart + 4, atStart * 2);
}
