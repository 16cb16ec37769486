import { describe, expect, it } from 'vitest';

import { defaultSettings, parseSettings } from '../src/settings.ts';

const names = 'clients, barriers, include, includeKeyValue, statementTimeoutOnServer, instances, serverLimit, reserved';
const loadUser = { module: 'src/users', name: 'loadUser' };

describe('settings.poolwise', () => {
  it('is nothing by default', () => {
    expect(parseSettings(undefined)).toEqual(defaultSettings);
    expect(parseSettings({})).toEqual(defaultSettings);
  });

  it('takes all that it names', () => {
    const settings = {
      clients: [{ ...loadUser, operation: 'readOne' }, loadUser],
      barriers: [loadUser],
      include: ['migrations', 'tests'],
      includeKeyValue: true,
      statementTimeoutOnServer: true,
      instances: 4,
      serverLimit: 100,
      reserved: 5,
    };
    expect(parseSettings(settings)).toEqual(settings);
  });

  it.each([
    ['prisma', `settings.poolwise is 'prisma'. Accepted: an object with ${names}.`],
    [null, `settings.poolwise is null. Accepted: an object with ${names}.`],
    [[], `settings.poolwise is []. Accepted: an object with ${names}.`],
    [{ client: [] }, `settings.poolwise.client is []. Accepted: only ${names}.`],
    [{ clients: 'sql' }, "settings.poolwise.clients is 'sql'. Accepted: an array."],
    [{ clients: null }, 'settings.poolwise.clients is null. Accepted: an array.'],
    [{ clients: ['sql'] }, "settings.poolwise.clients[0] is 'sql'. Accepted: an object with module, name, operation."],
    [
      { clients: [loadUser, { module: 'src/sql' }] },
      'settings.poolwise.clients[1].name is undefined. Accepted: a string that is not empty.',
    ],
    [
      { clients: [{ module: ' ', name: 'run' }] },
      "settings.poolwise.clients[0].module is ' '. Accepted: a string that is not empty.",
    ],
    [
      { clients: [{ ...loadUser, operation: 'read' }] },
      "settings.poolwise.clients[0].operation is 'read'. Accepted: 'readOne', 'readMany', 'count', 'writeOne', 'writeMany', 'raw'.",
    ],
    [
      { barriers: [{ ...loadUser, operation: 'readOne' }] },
      "settings.poolwise.barriers[0].operation is 'readOne'. Accepted: only module, name.",
    ],
    [
      { barriers: [() => loadUser] },
      'settings.poolwise.barriers[0] is [Function (anonymous)]. Accepted: an object with module, name.',
    ],
    [{ include: ['scripts'] }, "settings.poolwise.include[0] is 'scripts'. Accepted: 'migrations', 'seeds', 'tests'."],
    [{ includeKeyValue: 'yes' }, "settings.poolwise.includeKeyValue is 'yes'. Accepted: true or false."],
  ])('refuses %j in one line', (settings, message) => {
    expect(() => parseSettings(settings)).toThrow(new TypeError(message));
    expect(message).not.toContain('\n');
  });
});
