/** What a package does outside of the process and of the database, as far as advice differs. */
export type ExternalKind = 'request' | 'mail' | 'queue' | 'file' | 'process' | 'sleep';

/** Packages whose promises settle when something outside has answered. */
export interface ExternalFact {
  readonly kind: ExternalKind;
  /** What a call of it is, in a message. */
  readonly is: string;
  /** Names of packages and of Node's modules; a name that ends with `*` stands for all that begin so. */
  readonly packages: readonly string[];
  /** Functions and methods that wait for nothing outside. */
  readonly except?: readonly string[];
}

const externalFacts: readonly ExternalFact[] = [
  {
    kind: 'request',
    is: 'an HTTP request',
    packages: [
      'axios',
      'got',
      'ky',
      'needle',
      'node-fetch',
      'cross-fetch',
      'ofetch',
      'wretch',
      'undici',
      'undici-types',
      'superagent',
      'request-promise',
      'request-promise-native',
      'http',
      'https',
      'http2',
      'graphql-request',
      '@apollo/client',
      '@nestjs/axios',
    ],
    except: ['create', 'extend', 'isAxiosError', 'toFormData', 'createServer'],
  },
  {
    kind: 'request',
    is: 'a remote procedure call',
    packages: ['@connectrpc/connect', '@grpc/grpc-js', 'nice-grpc', '@trpc/client', '@protobuf-ts/runtime-rpc'],
    except: ['createClient', 'createPromiseClient', 'createChannel', 'createTRPCClient', 'createTRPCProxyClient'],
  },
  {
    kind: 'request',
    is: 'a request to a payment service',
    packages: [
      'stripe',
      'braintree',
      'square',
      'razorpay',
      '@paypal/*',
      '@mollie/api-client',
      '@paddle/paddle-node-sdk',
    ],
    except: ['constructEvent', 'constructEventAsync'],
  },
  {
    kind: 'request',
    is: 'a request to a model',
    packages: ['openai', '@anthropic-ai/sdk', '@google/generative-ai', '@google/genai', 'cohere-ai', 'replicate'],
  },
  {
    kind: 'request',
    is: 'a request to another service',
    packages: [
      '@aws-sdk/client-*',
      '@aws-sdk/lib-storage',
      '@aws-sdk/lib-dynamodb',
      'aws-sdk',
      '@google-cloud/*',
      '@azure/storage-blob',
      '@azure/service-bus',
      '@azure/identity',
      'googleapis',
      'minio',
      'cloudinary',
      '@vercel/blob',
      '@octokit/*',
      'octokit',
      '@slack/web-api',
      '@slack/webhook',
      '@clerk/backend',
      '@workos-inc/node',
      'auth0',
      'firebase-admin',
      'expo-server-sdk',
      'web-push',
      'twilio',
      'algoliasearch',
      'meilisearch',
      'typesense',
      '@elastic/elasticsearch',
      '@opensearch-project/opensearch',
      '@pinecone-database/pinecone',
      '@qdrant/js-client-rest',
      '@hubspot/api-client',
      'intercom-client',
      'posthog-node',
      'dns/promises',
      'puppeteer',
      'playwright',
      'ssh2-sftp-client',
      'basic-ftp',
    ],
    except: ['verifyIdToken', 'from', 'constructEvent'],
  },
  {
    kind: 'mail',
    is: 'a mail',
    packages: [
      'nodemailer',
      'resend',
      'postmark',
      '@sendgrid/mail',
      '@sendgrid/client',
      'mailgun.js',
      'mailgun-js',
      'mailersend',
      'sib-api-v3-sdk',
      '@getbrevo/brevo',
      '@mailchimp/*',
      '@nestjs-modules/mailer',
    ],
    except: ['createTransport', 'setApiKey'],
  },
  {
    kind: 'queue',
    is: 'a message to a queue',
    packages: [
      'bullmq',
      'bull',
      'bee-queue',
      'amqplib',
      'amqp-connection-manager',
      'rascal',
      'kafkajs',
      '@confluentinc/kafka-javascript',
      'nats',
      'mqtt',
      'inngest',
      '@upstash/qstash',
      '@trigger.dev/sdk',
      '@temporalio/client',
      '@aws-sdk/client-sqs',
      '@aws-sdk/client-sns',
      '@aws-sdk/client-eventbridge',
      '@google-cloud/pubsub',
      '@google-cloud/tasks',
    ],
    except: ['createFunction'],
  },
  {
    kind: 'file',
    is: 'the file system',
    packages: ['fs', 'fs/promises', 'fs-extra', 'graceful-fs', 'stream/promises', 'write-file-atomic', 'globby'],
  },
  { kind: 'process', is: 'another process', packages: ['child_process', 'execa', 'zx', 'tinyexec'] },
  { kind: 'process', is: 'a command on another machine', packages: ['ssh2', 'node-ssh'] },
  {
    kind: 'request',
    is: 'a request to Docker',
    packages: ['dockerode'],
    except: ['getContainer', 'getImage', 'getNetwork', 'getVolume', 'getService'],
  },
  {
    kind: 'sleep',
    is: 'a pause',
    packages: ['timers/promises', 'delay'],
    except: ['setImmediate'],
  },
];

const byName = new Map<string, ExternalFact>();
const byPrefix: { readonly prefix: string; readonly fact: ExternalFact }[] = [];
for (const fact of externalFacts) {
  for (const name of fact.packages) {
    if (name.endsWith('*')) byPrefix.push({ prefix: name.slice(0, -1), fact });
    else byName.set(name, fact);
  }
}

/** The fact about a package or a module of Node, by its name or a path inside it. */
export function externalFactOf(module: string): ExternalFact | undefined {
  const whole = module.replace(/^node:/, '');
  const parts = whole.split('/');
  const name = parts.slice(0, whole.startsWith('@') ? 2 : 1).join('/');
  return (
    byName.get(whole) ??
    (name === 'fs' || name === 'timers' || name === 'stream' || name === 'dns' ? undefined : byName.get(name)) ??
    byPrefix.find(({ prefix }) => name.startsWith(prefix))?.fact
  );
}
