import { defineClient, type Operations } from './define-client.ts';

const queries: Operations = {
  find: 'readMany',
  findOne: 'readOne',
  findById: 'readOne',
  findOneAndUpdate: 'writeOne',
  findOneAndReplace: 'writeOne',
  findOneAndDelete: 'writeOne',
  findOneAndRemove: 'writeOne',
  findByIdAndUpdate: 'writeOne',
  findByIdAndDelete: 'writeOne',
  findByIdAndRemove: 'writeOne',
  findAndCount: 'readMany',
  countDocuments: 'count',
  estimatedDocumentCount: 'count',
  count: 'count',
  exists: 'readOne',
  distinct: 'readMany',
  updateOne: 'writeOne',
  replaceOne: 'writeOne',
  deleteOne: 'writeOne',
  updateMany: 'writeMany',
  deleteMany: 'writeMany',
  update: 'writeMany',
  remove: 'writeMany',
  aggregate: 'readMany',
};

// A model, as plain JavaScript names it; what is named after its task is a class of the application.
const modelName =
  /^(?!\w*(?:Service|Repository|Repo|Controller|Manager|Client|Store|Dao|Api|Helper|Utils|Factory|Provider|Cache)$)[A-Z]\w*[a-z]\w*$/;

export default defineClient({
  name: 'mongoose',
  title: 'Mongoose',
  packages: ['mongoose'],
  connection: 'pool',
  queries: [
    { by: 'thenable', owners: ['Query', 'Aggregate'], operations: queries },
    {
      by: 'method',
      owners: ['Query', 'Aggregate'],
      position: 'member',
      operations: { exec: 'readMany' },
      refinedBy: queries,
    },
    {
      by: 'method',
      owners: ['Model'],
      operations: {
        create: 'writeOne',
        insertOne: 'writeOne',
        insertMany: 'writeMany',
        bulkWrite: 'writeMany',
        bulkSave: 'writeMany',
        populate: 'readMany',
      },
    },
    {
      by: 'method',
      owners: ['Document'],
      position: 'row',
      operations: {
        save: 'writeOne',
        deleteOne: 'writeOne',
        updateOne: 'writeOne',
        replaceOne: 'writeOne',
        remove: 'writeOne',
        populate: 'readMany',
      },
    },
    { by: 'method', owners: ['Cursor'], position: 'member', operations: { eachAsync: 'readMany' } },
    // It moves within a batch of rows that one query has read.
    { by: 'method', owners: ['Cursor'], position: 'member', advances: true, operations: { next: 'readOne' } },
    {
      by: 'returned',
      types: ['Cursor'],
      position: 'member',
      startedBy: 'iteration',
      operations: { find: 'readMany', aggregate: 'readMany', cursor: 'readMany' },
    },
  ],
  transactions: [
    { method: 'transaction', callback: 0 },
    { method: 'withSession', callback: 0 },
  ],
  held: { options: ['session'], optionTypes: ['ClientSession'], links: ['session'] },
  acquisitions: [
    {
      method: 'startSession',
      owners: ['mongoose', 'Mongoose', 'Connection', 'Model', 'startSession'],
      gives: 'session',
      releasedBy: ['endSession'],
      begins: ['startTransaction'],
      ends: ['commitTransaction', 'abortTransaction'],
      rollsBack: true,
    },
  ],
  rowIterations: [{ method: 'eachAsync', batches: 'batchSize', parallel: 'parallel' }],
  handles: ['Model', 'model', 'Connection', 'connection', 'createConnection', 'Mongoose'],
  derivedBy: ['model', 'discriminator', 'useDb'],
  rowsMadeBy: ['hydrate'],
  convention: [
    {
      handles: [modelName, /Model$/],
      registries: ['models'],
      methods: [
        'findOne',
        'findById',
        'findOneAndUpdate',
        'findOneAndReplace',
        'findOneAndDelete',
        'findOneAndRemove',
        'findByIdAndUpdate',
        'findByIdAndDelete',
        'findByIdAndRemove',
        'countDocuments',
        'estimatedDocumentCount',
        'insertMany',
        'bulkWrite',
        'bulkSave',
        'updateOne',
        'updateMany',
        'replaceOne',
        'deleteOne',
        'deleteMany',
      ],
      argument: 'value',
    },
    {
      handles: [modelName, /Model$/],
      modules: /(^|[/.-])(models?|schemas?|entit(y|ies)|database|db)([/.-]|$)/i,
      argument: 'value',
    },
  ],
  pools: [
    {
      builtBy: ['connect', 'createConnection', 'MongooseModule.forRoot'],
      modules: ['mongoose', '@nestjs/mongoose'],
      // A second `connect` to the same database answers with the connection that is open.
      keptByPackage: true,
      urlAt: 0,
      optionsAt: [1],
      driver: { client: 'mongodb' },
      settings: { name: 'mongodbOptions' },
    },
  ],
});
