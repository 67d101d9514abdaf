// Makes a replica set of members that are empty, and the one account that the application has in it.
// Safe to run again. Who runs it bears the key of the members, so it may do this before there is any
// account. From the environment: MEMBERS (host:port,…), KEY, NAME, PASSWORD, OPTIONS (of the address).

const members = process.env.MEMBERS.split(",");

function setUp() {
  try {
    return rs.status().ok === 1;
  } catch (error) {
    if (error.codeName !== "NotYetInitialized") throw error;
    return false;
  }
}

if (!setUp()) {
  rs.initiate({
    _id: "lectern",
    members: members.map((host, id) => ({ _id: id, host })),
    settings: { electionTimeoutMillis: 2000 },
  });
}

let asked = 0;
while (!db.hello().isWritablePrimary && !db.hello().primary) {
  if ((asked += 1) > 120) throw new Error("The members have not agreed on a primary.");
  sleep(500);
}

// The primary may be another one than who was asked first.
const key = encodeURIComponent(process.env.KEY);
const primary = connect(
  `mongodb://__system:${key}@${db.hello().primary}/admin` +
    `?directConnection=true&authSource=local&authMechanism=SCRAM-SHA-256&${process.env.OPTIONS}`,
);
const lectern = primary.getSiblingDB("lectern");
const account = {
  pwd: process.env.PASSWORD,
  roles: [{ role: "dbOwner", db: "lectern" }],
};
if (lectern.getUser(process.env.NAME) === null) {
  lectern.createUser({ user: process.env.NAME, ...account });
} else {
  lectern.updateUser(process.env.NAME, account);
}
print(`${members.length} members; ${process.env.NAME} may write to lectern.`);
