import typeorm from '../../src/clients/typeorm.ts';
import { describeClient } from './conformance.ts';

describeClient({
  client: typeorm,
  folders: ['typeorm-0', 'typeorm-1'],
  prelude: `
    import {
      BaseEntity, Column, DataSource, Entity, EntityManager, In, ManyToMany, ManyToOne, MongoRepository, OneToMany, OneToOne,
      PrimaryGeneratedColumn, QueryRunner, Repository, SelectQueryBuilder, Tree, TreeChildren, TreeParent, TreeRepository,
    } from 'typeorm';

    @Entity()
    class User {
      @PrimaryGeneratedColumn() id!: number;
      @Column() name!: string;
      @Column() teamId!: number;
      @OneToMany(() => Post, (post) => post.author) posts!: Promise<Post[]>;
      @OneToOne(() => Team, { eager: true }) team!: Promise<Team>;
    }
    @Entity()
    class Post {
      @PrimaryGeneratedColumn() id!: number;
      @Column() title!: string;
      @ManyToOne(() => User, (user) => user.posts) author!: Promise<User>;
      @ManyToMany(() => Team) teams!: Promise<Team[]>;
      @ManyToOne(() => User) reviewer!: User;
    }
    @Entity()
    class Team extends BaseEntity {
      @PrimaryGeneratedColumn() id!: number;
      @Column() name!: string;
    }

    const dataSource = new DataSource({ type: 'postgres', url: process.env['DATABASE_URL']!, entities: [User, Post, Team] });
    const users: Repository<User> = dataSource.getRepository(User);
    declare const ids: number[];
  `,
  positives: [
    {
      name: 'findOneBy of a repository in a loop',
      code: `
        export async function names() {
          const found: string[] = [];
          for (const id of ids) {
            const user = await users.findOneBy({ id });
            if (user) found.push(user.name);
          }
          return found;
        }
      `,
      finds: ['sequential readOne pool users.findOneBy'],
    },
    {
      name: 'find for each element at once',
      code: `
        export const byTeam = () => Promise.all(ids.map(async (teamId) => ({ teamId, members: await users.find({ where: { teamId } }) })));
      `,
      finds: ['fanOut readMany pool users.find'],
    },
    {
      name: 'countBy, sum and existsBy',
      code: `
        export async function totals() {
          for (const teamId of ids) {
            const size = await users.countBy({ teamId });
            const highest = await users.maximum('id', { teamId });
            const some = await users.existsBy({ teamId });
            console.log(teamId, size, highest, some);
          }
        }
      `,
      finds: [
        'sequential count pool users.countBy',
        'sequential count pool users.maximum',
        'sequential readOne pool users.existsBy',
      ],
    },
    {
      name: 'exist and findByIds, which version 1 has no more',
      only: ['typeorm-0'],
      code: `
        export async function legacy(ids: number[]) {
          for (const id of ids) {
            if (await users.exist({ where: { id } })) console.log(await users.findByIds([id]));
          }
        }
      `,
      finds: ['sequential readOne pool users.exist', 'sequential readMany pool users.findByIds'],
    },
    {
      name: 'save, update and delete',
      code: `
        export async function rename(rows: { id: number; name: string }[]) {
          for (const row of rows) {
            await users.save(users.create(row));
            await users.update(row.id, { name: row.name });
            await users.softDelete({ id: row.id });
          }
        }
      `,
      finds: [
        'sequential writeOne pool users.save',
        'sequential writeMany pool users.update',
        'sequential writeMany pool users.softDelete',
      ],
    },
    {
      name: 'forEach with an asynchronous callback',
      code: `export function touch() { ids.forEach(async (id) => { await users.increment({ id }, 'teamId', 1); }); }`,
      finds: ['fanOut writeMany pool users.increment'],
    },
    {
      name: 'raw SQL of the data source and of the entity manager',
      code: `
        export async function run() {
          for (const id of ids) {
            await dataSource.query('select * from users where id = $1', [id]);
            await dataSource.manager.query('update users set seen = now() where id = $1', [id]);
          }
        }
      `,
      finds: ['sequential raw pool dataSource.query', 'sequential raw pool dataSource.manager.query'],
    },
    {
      name: 'SQL as a tagged template',
      code: 'export async function run() { for (const id of ids) await dataSource.sql`select * from users where id = ${id}`; }',
      finds: ['sequential raw pool dataSource.sql'],
    },
    {
      name: 'terminals of a query builder',
      code: `
        export async function run() {
          for (const id of ids) {
            await users.createQueryBuilder('user').leftJoinAndSelect('user.posts', 'post').where('user.id = :id', { id }).getOne();
            await dataSource.createQueryBuilder(Post, 'post').where('post.authorId = :id', { id }).getManyAndCount();
            await dataSource.createQueryBuilder().select('post.id').from(Post, 'post').where('post.authorId = :id', { id }).getRawMany();
            await users.createQueryBuilder('user').where('user.teamId = :id', { id }).getCount();
          }
        }
      `,
      finds: [
        'sequential readOne pool users.createQueryBuilder().leftJoinAndSelect().where().getOne',
        'sequential readMany pool dataSource.createQueryBuilder().where().getManyAndCount',
        'sequential readMany pool dataSource.createQueryBuilder().select().from().where().getRawMany',
        'sequential count pool users.createQueryBuilder().where().getCount',
      ],
    },
    {
      name: 'execute of builders that write',
      code: `
        export async function run() {
          for (const id of ids) {
            await dataSource.createQueryBuilder().insert().into(User).values({ id, name: 'new' }).execute();
            await users.createQueryBuilder().update().set({ name: 'old' }).where('id = :id', { id }).execute();
            await users.createQueryBuilder().softDelete().where('id = :id', { id }).execute();
          }
        }
      `,
      finds: [
        'sequential writeMany pool dataSource.createQueryBuilder().insert().into().values().execute',
        'sequential writeMany pool users.createQueryBuilder().update().set().where().execute',
        'sequential writeMany pool users.createQueryBuilder().softDelete().where().execute',
      ],
    },
    {
      name: 'a relation query builder',
      code: `
        export async function run(posts: Post[]) {
          for (const post of posts) {
            await dataSource.createQueryBuilder().relation(Post, 'teams').of(post).add(1);
            await dataSource.createQueryBuilder().relation(Post, 'reviewer').of(post).loadOne();
          }
        }
      `,
      finds: [
        'sequential writeOne pool dataSource.createQueryBuilder().relation().of().add',
        'sequential readOne pool dataSource.createQueryBuilder().relation().of().loadOne',
      ],
    },
    {
      name: 'a builder in a variable that is built in steps',
      code: `
        export async function run(sorted: boolean) {
          for (const id of ids) {
            let query = users.createQueryBuilder('user').where('user.id = :id', { id });
            if (sorted) query = query.orderBy('user.name');
            await query.getMany();
          }
        }
      `,
      finds: ['sequential readMany pool query.getMany'],
    },
    {
      name: 'a builder as a parameter of a helper',
      code: `
        const firstOf = (query: SelectQueryBuilder<User>, id: number) => query.where('user.id = :id', { id }).getOneOrFail();
        export async function run() { for (const id of ids) await firstOf(users.createQueryBuilder('user'), id); }
      `,
      finds: ['sequential readOne pool query.where().getOneOrFail'],
    },
    {
      name: 'a transaction, with and without an isolation level',
      code: `
        export async function run() {
          await dataSource.transaction(async (manager) => {
            for (const id of ids) await manager.findOneBy(User, { id });
          });
          await dataSource.manager.transaction('SERIALIZABLE', async (manager) => {
            for (const id of ids) await manager.save(User, { id, name: 'new' });
          });
        }
      `,
      finds: ['held readOne held manager.findOneBy', 'held writeOne held manager.save'],
    },
    {
      name: 'a repository of a transaction',
      code: `
        export const run = () => dataSource.transaction(async (manager) => {
          const held = manager.getRepository(User);
          for (const id of ids) {
            await held.update({ id }, { name: 'new' });
            await manager.withRepository(users).delete({ id });
          }
        });
      `,
      finds: ['held writeMany held held.update', 'held writeMany held manager.withRepository().delete'],
    },
    {
      name: 'a transaction for each element',
      code: `
        export async function run() {
          for (const id of ids) {
            await dataSource.transaction(async (manager) => {
              await manager.update(User, { id }, { name: 'new' });
            });
          }
        }
      `,
      finds: ['sequential writeMany held manager.update'],
    },
    {
      name: 'a query runner',
      code: `
        export async function run() {
          const queryRunner = dataSource.createQueryRunner();
          await queryRunner.startTransaction();
          try {
            for (const id of ids) {
              await queryRunner.query('update users set seen = now() where id = $1', [id]);
              await queryRunner.manager.save(User, { id, name: 'new' });
            }
            await queryRunner.commitTransaction();
          } finally {
            await queryRunner.release();
          }
        }
      `,
      finds: ['held raw held queryRunner.query', 'held writeOne held queryRunner.manager.save'],
    },
    {
      name: 'the way back from a query runner to the pool',
      code: `
        export async function run(sql: string) {
          const queryRunner = dataSource.createQueryRunner();
          for (const id of ids) {
            await queryRunner.dataSource.query(sql, [id]);
            await queryRunner.dataSource.manager.query(sql, [id]);
            await queryRunner.dataSource.createQueryRunner().query(sql, [id]);
          }
          await queryRunner.release();
        }
      `,
      only: ['typeorm-1'],
      finds: [
        'sequential raw pool queryRunner.dataSource.query',
        'sequential raw pool queryRunner.dataSource.manager.query',
        'held raw held queryRunner.dataSource.createQueryRunner().query',
      ],
      untyped: [],
    },
    {
      name: 'active record: static methods and rows',
      code: `
        export async function run() {
          for (const id of ids) {
            const team = await Team.findOneByOrFail({ id });
            team.name = team.name.trim();
            await team.save();
          }
          const teams = await Team.find();
          await Promise.all(teams.map((team) => team.remove()));
          for (const team of teams) await team.reload();
        }
      `,
      finds: [
        'sequential readOne pool Team.findOneByOrFail',
        'sequential writeOne pool team.save',
        'fanOut writeOne pool team.remove',
        'sequential readOne pool team.reload',
      ],
    },
    {
      name: 'a class that extends the repository',
      code: `
        class UserRepository extends Repository<User> {
          findByName(name: string) { return this.findOne({ where: { name } }); }
          async findAllNamed(names: string[]) {
            const found: (User | null)[] = [];
            for (const name of names) found.push(await this.findByName(name));
            return found;
          }
        }
        export async function run(repository: UserRepository, names: string[]) {
          for (const name of names) await repository.findByName(name);
          for (const id of ids) await repository.findOneBy({ id });
        }
      `,
      finds: [
        'sequential readOne pool this.findOne',
        'sequential readOne pool this.findOne',
        'sequential readOne pool repository.findOneBy',
      ],
    },
    {
      name: 'a repository that is extended',
      code: `
        const UserRepository = dataSource.getRepository(User).extend({
          findByName(name: string) { return this.findOneBy({ name }); },
        });
        export async function run() { for (const id of ids) await UserRepository.findOneBy({ id }); }
      `,
      finds: ['sequential readOne pool UserRepository.findOneBy'],
    },
    {
      name: 'a tree repository',
      code: `
        export async function run(trees: TreeRepository<Team>, teams: Team[]) {
          for (const team of teams) {
            await trees.findDescendants(team);
            await trees.countAncestors(team);
            await trees.findOneBy({ id: team.id });
          }
        }
      `,
      finds: [
        'sequential readMany pool trees.findDescendants',
        'sequential count pool trees.countAncestors',
        'sequential readOne pool trees.findOneBy',
      ],
    },
    {
      name: 'a repository for MongoDB',
      code: `
        export async function run(logs: MongoRepository<Team>) {
          for (const id of ids) {
            await logs.insertOne({ id });
            await logs.countDocuments({ id });
            await logs.findOneBy({ id });
            await logs.aggregate([{ $match: { id } }]).toArray();
          }
        }
      `,
      finds: [
        'sequential writeOne pool logs.insertOne',
        'sequential count pool logs.countDocuments',
        'sequential readOne pool logs.findOneBy',
        'sequential readMany pool logs.aggregate().toArray',
      ],
    },
    {
      name: 'a repository injected by NestJS',
      code: `
        import { InjectRepository } from '@nestjs/typeorm';
        export class UserService {
          constructor(@InjectRepository(User) private readonly userRepository: Repository<User>, private readonly dataSource: DataSource) {}
          async load(id: number) { return this.userRepository.findOneOrFail({ where: { id } }); }
          async all() { return Promise.all(ids.map((id) => this.load(id))); }
          async each() {
            for (const id of ids) {
              await this.userRepository.findOneBy({ id });
              await this.dataSource.manager.findOneBy(User, { id });
              await this.dataSource.getRepository(Post).find({ where: { id } });
            }
          }
        }
      `,
      finds: [
        'fanOut readOne pool this.userRepository.findOneOrFail',
        'sequential readOne pool this.userRepository.findOneBy',
        'sequential readOne pool this.dataSource.manager.findOneBy',
        'sequential readMany pool this.dataSource.getRepository().find',
      ],
    },
    {
      name: 'an optional manager: the one of a transaction or the own one',
      code: `
        export class Users {
          #manager: EntityManager;
          constructor(manager: EntityManager) { this.#manager = manager; }
          async load(tx?: EntityManager) {
            for (const id of ids) {
              await (tx ?? this.#manager).findOneBy(User, { id });
              await this.#manager?.findOneBy(User, { id });
            }
          }
        }
      `,
      finds: [
        'sequential readOne pool (tx ?? this.#manager).findOneBy',
        'sequential readOne pool this.#manager.findOneBy',
      ],
    },
    {
      name: 'a generic base repository',
      code: `
        abstract class BaseService<T extends { id: number }> {
          constructor(protected readonly repository: Repository<T>) {}
          findById(id: number) { return this.repository.findOne({ where: { id } as never }); }
        }
        class TeamService extends BaseService<Team> {
          async load() { for (const id of ids) await this.findById(id); }
        }
        export { TeamService };
      `,
      finds: ['sequential readOne pool this.repository.findOne'],
    },
    {
      name: 'handles from a file that cannot be read',
      code: `
        // @ts-expect-error There is no such file.
        import { AppDataSource, userRepository } from './database.js';
        export async function run() {
          for (const id of ids) {
            await userRepository.findOne({ where: { id } });
            await userRepository.createQueryBuilder('user').where('user.id = :id', { id }).getOne();
            await AppDataSource.getRepository(User).count();
            await AppDataSource.query('select * from users where id = $1', [id]);
            await AppDataSource.manager.findOneBy(User, { id });
          }
        }
      `,
      finds: [
        'sequential readOne pool userRepository.findOne',
        'sequential readOne pool userRepository.createQueryBuilder().where().getOne',
        'sequential count pool AppDataSource.getRepository().count',
        'sequential raw pool AppDataSource.query',
        'sequential readOne pool AppDataSource.manager.findOneBy',
      ],
    },
    {
      name: 'a function that is handed over by name',
      code: `
        const load = (id: number) => users.findOneBy({ id });
        export const all = () => Promise.all(ids.map(load));
      `,
      finds: ['fanOut readOne pool users.findOneBy'],
    },
    {
      name: 'a lazy relation awaited in a loop',
      code: `
        export async function run(posts: Post[]) {
          for (const post of posts) {
            const author = await post.author;
            console.log(author.name);
          }
        }
      `,
      finds: ['sequential readOne pool post.author'],
      untyped: [],
    },
    {
      name: 'lazy relations at once',
      code: `
        export async function run(posts: Post[]) {
          const authors = await Promise.all(posts.map((post) => post.author));
          const teams = await Promise.all(posts.map(async (post) => ({ post, teams: await post.teams })));
          return [authors, teams];
        }
      `,
      finds: ['fanOut readOne pool post.author', 'fanOut readMany pool post.teams'],
      untyped: [],
    },
    {
      name: 'a lazy relation behind a helper',
      code: `
        async function authorName(post: Post) { return (await post.author).name; }
        export async function run(posts: Post[]) { for (const post of posts) console.log(await authorName(post)); }
      `,
      finds: ['sequential readOne pool post.author'],
    },
    {
      name: 'a lazy relation that the query has not read',
      code: `
        export async function run() {
          const found = await users.find({ where: { name: 'a' } });
          for (const user of found) console.log((await user.posts).length);
        }
      `,
      finds: ['sequential readMany pool user.posts'],
      untyped: [],
    },
  ],
  negatives: [
    {
      name: 'one query for all elements',
      code: `export const run = () => users.findBy({ id: In(ids) });`,
    },
    {
      name: 'entities that are made and not written',
      code: `
        export const run = () => {
          const made: User[] = [];
          for (const id of ids) made.push(users.create({ id }));
          for (const user of made) users.merge(user, { name: 'new' });
          for (const user of made) if (users.hasId(user)) console.log(users.getId(user), dataSource.manager.create(Team));
          return users.save(made);
        };
      `,
    },
    {
      name: 'builders that are not executed',
      code: `
        export const run = () => ids.map((id) => users.createQueryBuilder('user').where('user.id = :id', { id }).getQuery());
        export async function await_() { for (const id of ids) await users.createQueryBuilder('user').where('user.id = :id', { id }); }
      `,
    },
    {
      name: 'sub-queries',
      code: `
        export const run = () => users.createQueryBuilder('user')
          .where((query) => 'user.id in ' + query.subQuery().select('post.authorId').from(Post, 'post').getQuery())
          .andWhereExists(users.createQueryBuilder('other').where('other.id = user.id'))
          .getMany();
      `,
    },
    {
      name: 'conditions that are added in a loop',
      code: `
        export async function run() {
          const query = users.createQueryBuilder('user');
          for (const id of ids) query.orWhere('user.id = :id', { id });
          return query.getMany();
        }
      `,
    },
    {
      name: 'a bounded loop',
      code: `
        export async function run() {
          for (const name of ['admin', 'guest']) await users.upsert({ name }, ['name']);
          for (let attempt = 0; attempt < 3; attempt += 1) await users.count();
        }
      `,
    },
    {
      name: 'chunks',
      code: `
        export async function run() {
          for (let start = 0; start < ids.length; start += 500) await users.findBy({ id: In(ids.slice(start, start + 500)) });
        }
      `,
    },
    {
      name: 'pages',
      code: `
        export async function run() {
          let page = 0;
          for (;;) {
            const rows = await users.find({ take: 100, skip: page * 100 });
            if (rows.length === 0) break;
            page += 1;
          }
        }
      `,
    },
    {
      name: 'schema changes and the control of transactions',
      code: `
        export async function up(queryRunner: QueryRunner, tables: string[]) {
          for (const table of tables) {
            await queryRunner.startTransaction();
            await queryRunner.dropTable(table);
            await queryRunner.commitTransaction();
          }
          for (const table of tables) console.log(await queryRunner.hasTable(table));
        }
      `,
    },
    {
      name: 'tables that are emptied between tests',
      code: `export async function reset() { for (const entity of dataSource.entityMetadatas) await dataSource.getRepository(entity.name).clear(); }`,
    },
    {
      name: 'a class of the application with the same method names',
      code: `
        class InMemoryUserRepository {
          readonly #users = new Map<number, { id: number }>();
          async findOneBy({ id }: { id: number }) { return this.#users.get(id); }
          async save(user: { id: number }) { this.#users.set(user.id, user); }
        }
        export async function run(userRepository: InMemoryUserRepository) {
          for (const id of ids) {
            await userRepository.findOneBy({ id });
            await userRepository.save({ id });
          }
        }
      `,
    },
    {
      name: 'the map and the list of a class that extends the repository',
      code: `
        class CachedUsers extends Repository<User> {
          readonly cache = new Map<number, User>();
          readonly known: User[] = [];
          prime(rows: User[]) { for (const row of rows) { this.cache.set(row.id, row); this.known.find((user) => user.id === row.id); } }
        }
        export { CachedUsers };
      `,
    },
    {
      name: 'SDKs whose methods have the same names',
      code: `
        interface Stripe { subscriptions: { update(id: string, values: object): Promise<void> } }
        interface Cookies { delete(name: string): Promise<void> }
        export async function run(stripe: Stripe, cookies: Cookies, names: string[]) {
          for (const name of names) {
            await stripe.subscriptions.update(name, { paused: true });
            await cookies.delete(name);
          }
        }
      `,
    },
    {
      name: 'a test double',
      code: `
        export async function run() {
          const repository = { findOneBy: async ({ id }: { id: number }) => ({ id, name: 'double' }) };
          for (const id of ids) await repository.findOneBy({ id });
        }
      `,
    },
    {
      name: 'services, managers and stores from a file that cannot be read',
      code: `
        // @ts-expect-error There is no such file.
        import { cacheManager, manager, userRepository, userService } from './services.js';
        export async function run() {
          for (const id of ids) {
            await userService.findOne({ where: { id } });
            await manager.update({ id });
            await cacheManager.delete({ id });
            userRepository.create({ id });
          }
        }
      `,
    },
    {
      name: 'lists and maps of entities',
      code: `
        export function run(rows: User[]) {
          const byId = new Map(rows.map((row) => [row.id, row]));
          for (const id of ids) console.log(rows.find((row) => row.id === id), byId.delete(id));
        }
      `,
    },
    {
      name: 'a lazy relation that was read with its entity',
      code: `
        export async function run() {
          const found = await users.find({ relations: { posts: true } });
          for (const user of found) console.log((await user.posts).length);
          const joined = await users.createQueryBuilder('user').leftJoinAndSelect('user.posts', 'post').getMany();
          await Promise.all(joined.map(async (user) => console.log(await user.posts)));
        }
      `,
    },
    {
      name: 'a lazy relation that is always read with its entity',
      code: `export async function run(rows: User[]) { for (const row of rows) console.log(await row.team); }`,
    },
    {
      name: 'a lazy relation that is set, and a relation that is not lazy',
      code: `
        export async function run(posts: Post[], author: User) {
          for (const post of posts) {
            post.author = Promise.resolve(author);
            console.log(post.reviewer.name);
          }
        }
      `,
    },
    {
      name: 'a promise that is no relation',
      code: `
        class Job { readonly done: Promise<void> = Promise.resolve(); }
        export async function run(jobs: Job[]) { for (const job of jobs) await job.done; }
      `,
    },
  ],
});
