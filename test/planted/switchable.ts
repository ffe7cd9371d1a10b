/** What a module exports. */
export type Module = Readonly<Record<string, unknown>>;

type AnyFunction = (this: unknown, ...given: readonly unknown[]) => unknown;
type AnyClass = new (...given: readonly unknown[]) => object;

/** A module whose functions and classes are, at every call, those of the version that is switched on. */
export function switchable(original: Module, version: () => Module): Module {
  return Object.fromEntries(
    Object.entries(original).map(([name, value]) => {
      if (typeof value !== 'function') return [name, value];
      const switched = new Proxy(value, {
        apply: (_, self, given): unknown => Reflect.apply(version()[name] as AnyFunction, self, given),
        construct: (_, given) => Reflect.construct(version()[name] as AnyClass, given),
      });
      return [name, switched];
    }),
  );
}
