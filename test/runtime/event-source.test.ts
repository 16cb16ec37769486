import { describe, expect, it } from 'vitest';

import { EventSource } from '../../src/runtime/event-source.ts';
import { engineWarnings } from '../fail-on-warnings.ts';
import { settle } from './fake-clock.ts';

interface Events {
  readonly opened: { readonly after: number };
  readonly closed: { readonly reason: string };
}

const createEvents = (): EventSource<Events> => new EventSource<Events>(['opened', 'closed']);

describe('an event source', () => {
  it('calls the listeners of the event until they unsubscribe', () => {
    const events = createEvents();
    const heard: unknown[] = [];
    const listener = (event: unknown): void => {
      heard.push(event);
    };
    const unsubscribeFirst = events.on('opened', listener);
    const unsubscribeSecond = events.on('opened', listener);
    events.emit('opened', { after: 1 });
    unsubscribeFirst();
    unsubscribeFirst();
    events.emit('opened', { after: 2 });
    events.emit('closed', { reason: 'nobody hears this' });
    unsubscribeSecond();
    events.emit('opened', { after: 3 });
    expect(heard).toEqual([{ after: 1 }, { after: 1 }, { after: 2 }]);
  });

  it('knows whether anyone listens', () => {
    const events = createEvents();
    expect(events.has('opened')).toBe(false);
    const unsubscribe = events.on('opened', () => undefined);
    expect([events.has('opened'), events.has('closed')]).toEqual([true, false]);
    unsubscribe();
    expect(events.has('opened')).toBe(false);
  });

  it('refuses the name of an event that it does not have', () => {
    expect(() => createEvents().on('open' as 'opened', () => undefined)).toThrow(
      new TypeError('There is no event "open". Accepted: "opened", "closed".'),
    );
  });

  it('turns the fault of a listener into a warning, calls the others and never fails itself', async () => {
    const events = createEvents();
    const heard: string[] = [];
    events.on('opened', () => {
      throw new Error('first fault');
    });
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- what users of plain JavaScript may pass
    events.on('opened', async () => {
      await settle();
      throw new Error('second fault');
    });
    events.on('opened', () => heard.push('last'));
    events.emit('opened', { after: 1 });
    expect(heard).toEqual(['last']);
    await settle();
    await settle();
    expect(engineWarnings.splice(0).map(({ message }) => message.split('\n')[0])).toEqual([
      'A listener of the event "opened" failed: Error: first fault',
      'A listener of the event "opened" failed: Error: second fault',
    ]);
  });
});
