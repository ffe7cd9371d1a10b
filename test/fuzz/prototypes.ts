const shared: readonly (readonly [string, object])[] = [
  ['Object', Object.prototype],
  ['Function', Function.prototype],
  ['Array', Array.prototype],
  ['String', String.prototype],
  ['Number', Number.prototype],
  ['Boolean', Boolean.prototype],
  ['Map', Map.prototype],
  ['Set', Set.prototype],
];

type Members = ReadonlyMap<PropertyKey, PropertyDescriptor>;

function membersOf(prototype: object): Members {
  return new Map(
    Reflect.ownKeys(prototype).flatMap((key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(prototype, key);
      return descriptor === undefined ? [] : [[key, descriptor]];
    }),
  );
}

const untouched: ReadonlyMap<object, Members> = new Map(
  shared.map(([, prototype]) => [prototype, membersOf(prototype)]),
);

/** The names of prototypes that every object shares and that are no longer as they were when the program began. */
export function pollutedPrototypes(): readonly string[] {
  return shared.filter(([, prototype]) => isPolluted(prototype)).map(([name]) => `${name}.prototype`);
}

function isPolluted(prototype: object): boolean {
  const before = untouched.get(prototype);
  const keys = Reflect.ownKeys(prototype);
  return (
    before === undefined ||
    keys.length !== before.size ||
    keys.some((key) => {
      const now = Reflect.getOwnPropertyDescriptor(prototype, key);
      const then = before.get(key);
      return now?.value !== then?.value || now?.get !== then?.get || now?.set !== then?.set;
    })
  );
}
