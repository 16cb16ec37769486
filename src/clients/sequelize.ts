import { defineClient, type Operations } from './define-client.ts';

const statics: Operations = {
  findByPk: 'readOne',
  findOne: 'readOne',
  findAll: 'readMany',
  findAndCountAll: 'readMany',
  count: 'count',
  max: 'count',
  min: 'count',
  sum: 'count',
  aggregate: 'count',
  create: 'writeOne',
  findOrCreate: 'writeOne',
  findCreateFind: 'writeOne',
  findOrBuild: 'readOne',
  upsert: 'writeOne',
  bulkCreate: 'writeMany',
  update: 'writeMany',
  destroy: 'writeMany',
  restore: 'writeMany',
  increment: 'writeMany',
  decrement: 'writeMany',
  truncate: 'writeMany',
};

const instance: Operations = {
  save: 'writeOne',
  update: 'writeOne',
  destroy: 'writeOne',
  restore: 'writeOne',
  increment: 'writeOne',
  decrement: 'writeOne',
  reload: 'readOne',
};

function positionsOf(position: number, ...methods: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(methods.map((method) => [method, position]));
}

// A model, as plain JavaScript names it; what is named after its task is a class of the application.
const modelName =
  /^(?!\w*(?:Service|Repository|Repo|Controller|Manager|Client|Store|Dao|Api|Helper|Utils|Factory|Provider|Cache)$)[A-Z]\w*[a-z]\w*$/;

const limit = { options: ['pool.max'], otherwise: 5 } as const;

const acquire = {
  waits: ['acquire'],
  options: ['pool.acquire'],
  unit: 'ms',
  otherwise: 60_000,
  // Fails at once.
  zero: 'otherwise',
  suggested: 5000,
} as const;

const poolUnits = { 'pool.acquire': 'ms', 'pool.idle': 'ms', 'pool.evict': 'ms' } as const;

const ignored = {
  max: { instead: 'pool.max' },
  poolSize: { instead: 'pool.max' },
  connectionLimit: { instead: 'pool.max' },
  acquire: { instead: 'pool.acquire' },
  idle: { instead: 'pool.idle' },
  'pool.acquireTimeoutMillis': { instead: 'pool.acquire' },
  'pool.acquireTimeout': { instead: 'pool.acquire' },
  'pool.idleTimeoutMillis': { instead: 'pool.idle' },
  'pool.maxConnections': { instead: 'pool.max' },
  'pool.maxIdleTime': { instead: 'pool.idle' },
} as const;

const sequelize = {
  builtBy: ['Sequelize', 'default', 'SequelizeModule.forRoot', 'SequelizeModule.forRootAsync'],
  modules: ['sequelize', 'sequelize-typescript', '@nestjs/sequelize'],
  urlAt: 0,
  optionsAt: [0, 1, 3],
  optionsFrom: 'useFactory',
  urlOptions: ['uri'],
  limit,
  ignoredParameters: {
    max: { instead: 'pool.max' },
    pool: { instead: 'pool.max' },
    connection_limit: { instead: 'pool.max' },
    pool_timeout: { instead: 'pool.acquire', factor: 1000 },
  },
} as const;

const sequelize7 = { builtBy: ['Sequelize'], modules: ['@sequelize/core'], optionsAt: [0], limit } as const;

/** Of the server of MariaDB; that of MySQL has a variable of the session for it. */
const mariadbStatement = { waits: ['statement'], unit: 'ms', otherwise: 'forever', suggested: 30_000 } as const;

export default defineClient({
  name: 'sequelize',
  title: 'Sequelize',
  packages: ['sequelize', '@sequelize/core', 'sequelize-typescript'],
  connection: 'pool',
  queries: [
    { by: 'method', owners: ['Model', 'ModelTypeScript'], operations: statics },
    { by: 'method', owners: ['Model'], position: 'row', operations: instance },
    {
      by: 'method',
      owners: ['Model'],
      position: 'row',
      // Added by sequelize-typescript.
      operations: {
        $get: 'readMany',
        $count: 'count',
        $has: 'readOne',
        $add: 'writeOne',
        $set: 'writeMany',
        $create: 'writeOne',
        $remove: 'writeOne',
      },
    },
    { by: 'method', owners: ['Sequelize'], operations: { query: 'raw', queryRaw: 'raw' } },
    {
      by: 'signature',
      owners: {
        BelongsToGetAssociationMixin: 'readOne',
        BelongsToSetAssociationMixin: 'writeOne',
        BelongsToCreateAssociationMixin: 'writeOne',
        HasOneGetAssociationMixin: 'readOne',
        HasOneSetAssociationMixin: 'writeOne',
        HasOneCreateAssociationMixin: 'writeOne',
        HasManyGetAssociationsMixin: 'readMany',
        HasManyCountAssociationsMixin: 'count',
        HasManyHasAssociationMixin: 'readOne',
        HasManyHasAssociationsMixin: 'readOne',
        HasManySetAssociationsMixin: 'writeMany',
        HasManyAddAssociationMixin: 'writeOne',
        HasManyAddAssociationsMixin: 'writeMany',
        HasManyRemoveAssociationMixin: 'writeOne',
        HasManyRemoveAssociationsMixin: 'writeMany',
        HasManyCreateAssociationMixin: 'writeOne',
        BelongsToManyGetAssociationsMixin: 'readMany',
        BelongsToManyCountAssociationsMixin: 'count',
        BelongsToManyHasAssociationMixin: 'readOne',
        BelongsToManyHasAssociationsMixin: 'readOne',
        BelongsToManySetAssociationsMixin: 'writeMany',
        BelongsToManyAddAssociationMixin: 'writeOne',
        BelongsToManyAddAssociationsMixin: 'writeMany',
        BelongsToManyRemoveAssociationMixin: 'writeOne',
        BelongsToManyRemoveAssociationsMixin: 'writeMany',
        BelongsToManyCreateAssociationMixin: 'writeOne',
      },
      prefixes: {
        get: 'readMany',
        count: 'count',
        has: 'readOne',
        set: 'writeMany',
        add: 'writeOne',
        remove: 'writeOne',
        create: 'writeOne',
      },
    },
  ],
  transactions: [
    { method: 'transaction', callback: 0 },
    // After the options.
    { method: 'transaction', callback: 1 },
  ],
  held: {
    pools: ['Sequelize'],
    options: ['transaction'],
    optionTypes: ['Transaction'],
    optionsAt: {
      ...positionsOf(0, 'findOne', 'findAll', 'findAndCountAll', 'count', 'findOrCreate', 'findCreateFind'),
      ...positionsOf(0, 'destroy', 'restore', 'truncate', 'save', 'reload'),
      ...positionsOf(1, 'findByPk', 'max', 'min', 'sum', 'create', 'upsert', 'bulkCreate', 'update', 'query'),
      ...positionsOf(1, 'increment', 'decrement'),
      // Methods of associations: `user.getPosts(options)`, `user.addPost(post, options)`.
      ...positionsOf(0, 'get', 'count'),
      ...positionsOf(1, 'has', 'set', 'add', 'remove', '$add', '$set', '$has', '$remove', '$get', '$count'),
    },
  },
  // From version 7 on by AsyncLocalStorage, before only where it is set up.
  joins: {
    dependencies: ['@sequelize/core', 'cls-hooked', 'continuation-local-storage', 'cls-bluebird'],
    names: ['useCLS'],
  },
  acquisitions: [
    {
      method: 'transaction',
      owners: ['Sequelize'],
      gives: 'transaction',
      releasedBy: ['commit', 'rollback'],
      waits: true,
    },
    {
      method: 'startUnmanagedTransaction',
      owners: ['Sequelize', 'SequelizeTypeScript'],
      gives: 'transaction',
      releasedBy: ['commit', 'rollback'],
      waits: true,
    },
  ],
  batch: {
    language: 'objects',
    reads: {
      findByPk: {
        becomes: 'findAll',
        answers: 'one',
        missing: 'null',
        key: { column: 'id', filter: 'where' },
        isUnique: true,
      },
      findOne: { becomes: 'findAll', answers: 'one', missing: 'null', filter: 'where' },
      findAll: { becomes: 'findAll', answers: 'many', filter: 'where' },
      count: { becomes: 'count', answers: 'count', filter: 'where', groupsBy: 'option' },
    },
    writes: {
      create: {
        becomes: 'bulkCreate',
        does: 'insert',
        values: 'firstArgument',
        options: '{ validate: true }',
        caveat: 'Hooks for single rows, `beforeCreate` and `afterCreate`, do not run.',
      },
      destroy: { becomes: 'destroy', does: 'delete', filter: 'where' },
      update: { becomes: 'update', does: 'update', values: 'firstArgument', filter: 'where' },
    },
    oneOf: (keys) => keys,
    anyOf: (alternatives) => `[Op.or]: ${alternatives}`,
    anyOfNeeds: { module: 'sequelize', name: 'Op' },
    limiting: ['limit', 'offset', 'lock', 'skipLocked', 'group', 'having', 'rejectOnEmpty'],
    joining: ['include'],
    columns: 'attributes',
    uniqueness: 'decorators',
  },
  tables: ['ModelStatic', 'ModelCtor', 'Repository'],
  handles: ['Sequelize', 'Model', 'ModelCtor', 'ModelStatic', 'Repository'],
  derivedBy: [
    'define',
    'model',
    'init',
    'scope',
    'unscoped',
    'schema',
    'withScope',
    'withoutScope',
    'withSchema',
    'withInitialScope',
    'getRepository',
  ],
  rowsMadeBy: ['build', 'bulkBuild'],
  convention: [
    { handles: ['sequelize'], methods: ['query', 'queryRaw'], argument: 'value' },
    {
      handles: [modelName, /Model$/],
      registries: ['models'],
      methods: ['findByPk', 'findOne', 'findAll', 'findAndCountAll', 'findOrCreate', 'findCreateFind', 'bulkCreate'],
      argument: 'value',
    },
    {
      handles: [modelName, /Model$/],
      modules: /(^|[/.-])(models?|entit(y|ies)|database|db)([/.-]|$)/i,
      argument: 'value',
    },
  ],
  pools: [
    {
      ...sequelize,
      when: { option: 'dialect', is: ['postgres'], schemes: ['postgres', 'postgresql'] },
      timeouts: [
        acquire,
        {
          waits: ['statement'],
          options: ['dialectOptions.statement_timeout', 'dialectOptions.query_timeout'],
          parameters: ['statement_timeout', 'query_timeout'],
          serverSetting: 'statement_timeout',
          unit: 'ms',
          otherwise: 'forever',
          suggested: 30_000,
        },
      ],
      units: { ...poolUnits, 'dialectOptions.statement_timeout': 'ms', 'dialectOptions.query_timeout': 'ms' },
      parameterUnits: { statement_timeout: 'ms', query_timeout: 'ms' },
      ignored: {
        ...ignored,
        statement_timeout: { instead: 'dialectOptions.statement_timeout' },
        'pool.statement_timeout': { instead: 'dialectOptions.statement_timeout' },
        query_timeout: { instead: 'dialectOptions.query_timeout' },
        'dialectOptions.statementTimeout': { instead: 'dialectOptions.statement_timeout' },
      },
      settings: { name: 'sequelize6Options', argument: "'postgres'" },
    },
    {
      ...sequelize,
      when: { option: 'dialect', is: ['mariadb'], schemes: ['mariadb'] },
      timeouts: [acquire, { ...mariadbStatement, options: ['dialectOptions.queryTimeout'] }],
      units: { ...poolUnits, 'dialectOptions.connectTimeout': 'ms', 'dialectOptions.queryTimeout': 'ms' },
      ignored: { ...ignored, queryTimeout: { instead: 'dialectOptions.queryTimeout' } },
      settings: { name: 'sequelize6Options', argument: "'mariadb'" },
    },
    {
      ...sequelize,
      when: { option: 'dialect', is: ['mysql', 'mssql'], schemes: ['mysql', 'mssql'] },
      timeouts: [acquire],
      units: { ...poolUnits, 'dialectOptions.connectTimeout': 'ms' },
      ignored,
    },
    { ...sequelize, when: { option: 'dialect', is: ['sqlite'], schemes: ['sqlite'] }, opens: false },
    { ...sequelize, timeouts: [acquire], units: poolUnits, ignored },
    {
      ...sequelize7,
      when: { option: 'dialect', is: ['postgres', 'PostgresDialect'] },
      urlOptions: ['url'],
      timeouts: [
        acquire,
        {
          waits: ['statement'],
          options: ['statement_timeout', 'query_timeout'],
          unit: 'ms',
          otherwise: 'forever',
          suggested: 30_000,
        },
      ],
      units: { ...poolUnits, statement_timeout: 'ms', query_timeout: 'ms' },
      settings: { name: 'sequelize7Options', argument: "'postgres'" },
    },
    {
      ...sequelize7,
      when: { option: 'dialect', is: ['mariadb', 'MariaDbDialect'] },
      urlOptions: ['url'],
      timeouts: [acquire, { ...mariadbStatement, options: ['queryTimeout'] }],
      units: { ...poolUnits, connectTimeout: 'ms', queryTimeout: 'ms' },
      settings: { name: 'sequelize7Options', argument: "'mariadb'" },
    },
    { ...sequelize7, timeouts: [acquire], units: poolUnits },
  ],
});
