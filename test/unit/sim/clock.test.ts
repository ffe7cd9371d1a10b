import { describe, expect, test } from 'vitest';
import { VirtualClock } from '@kubehop/sim';

/** A clock, and what its appointments noted: `name@time` in the order they ran. */
function notingClock() {
  const clock = new VirtualClock();
  const notes: string[] = [];
  const note = (name: string) => () => void notes.push(`${name}@${clock.now}`);
  return { clock, notes, note };
}

describe('now', () => {
  test('is 0 on a new clock', () => {
    expect(new VirtualClock().now).toBe(0);
  });
});

describe('advance', () => {
  test('moves the present by the time given', () => {
    const clock = new VirtualClock();
    clock.advance(5);
    clock.advance(7);
    expect(clock.now).toBe(12);
  });

  test('runs what falls due at its own time, the earlier first, however it was given', () => {
    const { clock, notes, note } = notingClock();
    clock.at(20, note('later'));
    clock.at(10, note('sooner'));
    clock.at(31, note('not yet'));
    clock.advance(30);
    expect(notes).toEqual(['sooner@10', 'later@20']);
    expect(clock.now).toBe(30);
  });

  test('runs what falls due at the very end', () => {
    const { clock, notes, note } = notingClock();
    clock.at(30, note('end'));
    clock.advance(30);
    expect(notes).toEqual(['end@30']);
  });

  test('runs callbacks of the same time in the order they were given', () => {
    const { clock, notes, note } = notingClock();
    for (const name of ['a', 'b', 'c', 'd', 'e']) clock.at(10, note(name));
    clock.advance(10);
    expect(notes).toEqual(['a@10', 'b@10', 'c@10', 'd@10', 'e@10']);
  });

  test('runs what a callback gives on the way, when it falls due on the way', () => {
    const { clock, notes, note } = notingClock();
    clock.at(10, () => {
      clock.at(clock.now, note('at once'));
      clock.at(15, note('on the way'));
      clock.at(25, note('after'));
    });
    clock.advance(20);
    expect(notes).toEqual(['at once@10', 'on the way@15']);
    clock.advance(20);
    expect(notes).toEqual(['at once@10', 'on the way@15', 'after@25']);
  });

  test('by 0 runs what is due now', () => {
    const { clock, notes, note } = notingClock();
    clock.at(0, note('now'));
    expect(notes).toEqual([]);
    clock.advance(0);
    expect(notes).toEqual(['now@0']);
  });

  test('stands at the time of a callback that throws, and goes on from there', () => {
    const { clock, notes, note } = notingClock();
    clock.at(10, () => {
      throw new Error('probe broke');
    });
    clock.at(10, note('next'));
    expect(() => clock.advance(50)).toThrow('probe broke');
    expect(clock.now).toBe(10);
    clock.advance(5);
    expect(notes).toEqual(['next@10']);
    expect(clock.now).toBe(15);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER])(
    'refuses to advance by %d',
    (ms) => {
      const clock = new VirtualClock();
      clock.advance(1);
      expect(() => clock.advance(ms)).toThrow(RangeError);
      expect(clock.now).toBe(1);
    },
  );
});

describe('at', () => {
  test.each([9, -1, 10.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'at 10 refuses an appointment at %d',
    (time) => {
      const clock = new VirtualClock();
      clock.advance(10);
      expect(() => clock.at(time, () => {})).toThrow(RangeError);
    },
  );
});

describe('ofOnlookers, ofSenders', () => {
  test('come after all others at each moment, whichever appointment was made first', () => {
    const { clock, notes, note } = notingClock();
    clock.ofSenders.at(1, note('sender'));
    clock.ofOnlookers.at(1, note('onlooker'));
    clock.at(1, note('change'));
    clock.ofSenders.at(0, note('sender'));
    clock.advance(1);
    expect(notes).toEqual(['sender@0', 'change@1', 'onlooker@1', 'sender@1']);
  });

  test('wait for what others change at the same moment because of them', () => {
    const { clock, notes, note } = notingClock();
    clock.ofOnlookers.at(1, () => {
      clock.at(1, note('change'));
    });
    clock.ofOnlookers.at(1, note('onlooker'));
    clock.advance(1);
    expect(notes).toEqual(['change@1', 'onlooker@1']);
  });

  test('can be taken back by the thousand', () => {
    const { clock, notes, note } = notingClock();
    const cancels = Array.from({ length: 10_000 }, (_, index) =>
      clock.ofOnlookers.at(index, note(`onlooker ${index}`)),
    );
    for (const cancel of cancels.slice(0, 9_999)) cancel();
    cancels[0]?.();
    expect(clock.next).toBe(9_999);
    clock.advance(20_000);
    cancels[9_999]?.();
    expect(notes).toEqual(['onlooker 9999@9999']);
  });
});

describe('nextChange', () => {
  test('is when something is due that may change anything; those who only look do not count', () => {
    const clock = new VirtualClock();
    const ran: string[] = [];
    clock.ofOnlookers.at(1, () => ran.push('onlooker'));
    clock.at(1, () => ran.push('change'));
    clock.ofOnlookers.at(3, () => ran.push('onlooker'));
    expect(clock.nextChange).toBe(1);
    clock.advance(2);
    expect(ran).toEqual(['change', 'onlooker']);
    expect([clock.next, clock.nextChange]).toEqual([3, undefined]);
    clock.advance(1);
    expect([ran.length, clock.ofOnlookers.now]).toEqual([3, 3]);
  });
});
