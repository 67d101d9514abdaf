// Makes the replica set and the accounts, or brings the passwords of the accounts up to date.

const { readFileSync } = require('node:fs');

const secret = (name) => readFileSync(`/run/mongodb/${name}`, 'utf8').trim();
const accounts = [
  {
    user: 'lectern',
    pwd: secret('password'),
    roles: [
      { role: 'readWrite', db: 'lectern' },
      { role: 'dbAdmin', db: 'lectern' },
    ],
  },
  {
    user: 'monitor',
    pwd: secret('monitor_password'),
    roles: [
      { role: 'clusterMonitor', db: 'admin' },
      { role: 'read', db: 'local' },
    ],
  },
];

function within(seconds, what, attempt) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      const found = attempt();
      if (found) return found;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s`);
    sleep(250);
  }
}

function setUp() {
  const uri = `mongodb://root:${secret('root_password')}@mongodb:27017/admin?directConnection=true&serverSelectionTimeoutMS=1000`;
  const admin = within(60, 'MongoDB answers', () => {
    const found = new Mongo(uri).getDB('admin');
    return found.runCommand({ ping: 1 }).ok && found;
  });
  try {
    admin.runCommand({ replSetGetStatus: 1 });
  } catch (error) {
    if (error.codeName !== 'NotYetInitialized') throw error;
    admin.runCommand({
      replSetInitiate: { _id: 'lectern', members: [{ _id: 0, host: 'mongodb:27017' }] },
    });
  }
  within(60, 'MongoDB takes writes', () => admin.hello().isWritablePrimary);
  for (const { user, ...account } of accounts) {
    if (admin.getUser(user)) admin.updateUser(user, account);
    else admin.createUser({ user, ...account });
  }
  print('MongoDB is set up.');
}

if (process.env.ELSEWHERE) print('MONGODB_URI names another MongoDB; nothing to set up.');
else setUp();
