// Calls of SIP.js over secure WebSocket. Signalling only: what stands for its media writes a fixed description.
import { Inviter, SessionState, UserAgent } from "/sip.js/index.js";

const wanted = await (await fetch("/wanted")).json();

class Description {
  constructor() { this.version = 1; this.direction = "sendrecv"; }
  close() {}
  hasDescription(type) { return type === "application/sdp"; }
  async getDescription(options) {
    this.direction = options?.hold ? "sendonly" : "sendrecv";
    return {
      contentType: "application/sdp",
      body: ["v=0", `o=- 7 ${this.version++} IN IP4 127.0.0.1`, "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
        `m=audio ${wanted.media} RTP/AVP 0`, "a=rtpmap:0 PCMU/8000", `a=${this.direction}`, ""].join("\r\n"),
    };
  }
  async setDescription(sdp) { told.push(/a=(sendrecv|sendonly|recvonly|inactive)/.exec(sdp)?.[1] ?? "none"); }
  async rollbackDescription() {}
  sendDtmf() { return false; }
}

const told = [];
const until = (emitter, look) => new Promise((done, fail) => {
  const late = setTimeout(() => fail(new Error(`not in time; last state ${look.last}`)), 30000);
  const check = (state) => { look.last = state; if (look(state)) { clearTimeout(late); done(state); } };
  emitter.addListener(check);
  if (look.now) check(look.now());
});
const reaches = (session, state) => {
  const look = (now) => now === state;
  look.now = () => session.state;
  return until(session.stateChange, look);
};
const uri = (user) => UserAgent.makeURI(`sip:${user}@${wanted.host}`);

const agent = new UserAgent({
  uri: uri("alice"),
  authorizationUsername: "alice",
  authorizationPassword: wanted.password,
  transportOptions: { server: wanted.server },
  sessionDescriptionHandlerFactory: () => new Description(),
  logBuiltinEnabled: false,
});

const steps = {
  async "is answered, holds, resumes and hangs up"() {
    const session = new Inviter(agent, uri("bob"));
    await session.invite();
    await reaches(session, SessionState.Established);
    for (const hold of [true, false]) {
      await new Promise((done, fail) => session.invite({
        sessionDescriptionHandlerOptions: { hold },
        requestDelegate: { onAccept: done, onReject: () => fail(new Error("re-INVITE refused")) },
      }));
    }
    await session.bye();
    await reaches(session, SessionState.Terminated);
    return told.splice(0);
  },
  async "is hung up on"() {
    const session = new Inviter(agent, uri("hangs_up"));
    await session.invite();
    await reaches(session, SessionState.Established);
    await reaches(session, SessionState.Terminated);
  },
  async "gives up while it rings"() {
    const session = new Inviter(agent, uri("rings"));
    let status = 0;
    await session.invite({ requestDelegate: {
      onProgress: () => session.cancel(), onReject: (response) => { status = response.message.statusCode; } } });
    await reaches(session, SessionState.Terminated);
    return status;
  },
  async "proves who it is"() {
    const session = new Inviter(agent, uri("guarded"));
    await session.invite();
    await reaches(session, SessionState.Established);
    await session.bye();
    await reaches(session, SessionState.Terminated);
  },
};

const outcome = {};
try {
  await agent.start();
  for (const name of wanted.steps) {
    outcome[name] = await steps[name]() ?? "done";
  }
  await agent.stop();
} catch (error) {
  outcome.error = String(error?.stack ?? error);
}
await fetch("/outcome", { method: "POST", body: JSON.stringify(outcome) });
