import type { Compiled } from '../target.ts';

export const mongoose: Compiled = {
  name: 'Mongoose 9',
  client: 'mongoose',
  folder: 'mongoose-9',
  prelude: `
    import { type Db, type Member, Post, Team, User } from './mongoose.js';
  `,
};
