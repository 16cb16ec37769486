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

// A model, as plain JavaScript names it; what is named after its task is a class of the application.
const modelName = /^(?!\w*(?:Service|Repository|Repo|Controller|Manager|Client|Store|Dao|Api|Helper|Utils|Factory|Provider|Cache)$)[A-Z]\w*[a-z]\w*$/;

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
  held: { options: ['transaction'], optionTypes: ['Transaction'] },
  handles: ['Sequelize', 'Model', 'ModelCtor', 'ModelStatic', 'Repository'],
  derivedBy: [
    'define', 'model', 'init', 'scope', 'unscoped', 'schema', 'withScope', 'withoutScope', 'withSchema', 'withInitialScope',
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
    { handles: [modelName, /Model$/], modules: /(^|[/.-])(models?|entit(y|ies)|database|db)([/.-]|$)/i, argument: 'value' },
  ],
});
