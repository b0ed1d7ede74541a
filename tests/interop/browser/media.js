// Calls of SIP.js with the browser's own media (DTLS-SRTP, ICE, opus): it plays a tone and measures what it hears.
// `role` says who calls: it, where nothing is said. The test says when to go on: `/go` is answered then, by the name of the next step.
import { Inviter, Registerer, SessionState, UserAgent, Web } from "/sip.js/index.js";

const wanted = await (await fetch("/wanted")).json();
const role = new URLSearchParams(location.search).get("role") ?? wanted.role ?? "calls";
const audio = new AudioContext();
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const tell = (outcome) => fetch("/outcome", { method: "POST", body: JSON.stringify(outcome) });

const playing = () => {
  const tone = new OscillatorNode(audio, { frequency: wanted.hz });
  const quieter = new GainNode(audio, { gain: 0.4 });
  const out = new MediaStreamAudioDestinationNode(audio);
  tone.connect(quieter).connect(out);
  tone.start();
  return Promise.resolve(out.stream);
};

let analyser;
// The loudest frequency of what comes, once it has been the same twice in a row; 0 when there is nothing.
const hearing = async (stream, rounds = 40) => {
  if (analyser === undefined) {
    document.getElementById("speaker").srcObject = stream; // without it nothing flows into the graph
    analyser = new AnalyserNode(audio, { fftSize: 16384 });
    audio.createMediaStreamSource(stream).connect(analyser);
  }
  const levels = new Float32Array(analyser.frequencyBinCount);
  let before = -1;
  for (let round = 0; round < rounds; round++) {
    await later(250);
    analyser.getFloatFrequencyData(levels);
    const at = levels.indexOf(Math.max(...levels));
    const hz = levels[at] > -60 ? (at * audio.sampleRate) / analyser.fftSize : 0;
    if (hz > 0 && Math.abs(hz - before) < 5) return hz;
    before = hz;
  }
  return before;
};

const figures = async (peer) => {
  const found = {};
  for (const report of (await peer.getStats()).values()) {
    if (report.type === "codec") found.codec = report.mimeType;
    if (report.type === "transport") found.dtls = report.dtlsState;
    // What our reports say of its sound, and that they come (RTCP).
    if (report.type === "remote-inbound-rtp") found.lost = report.packetsLost;
    if (report.type === "remote-outbound-rtp") found.reports = report.reportsSent > 0;
  }
  return found;
};

const reaches = (session, wantedState) => new Promise((done, fail) => {
  const look = (state) => {
    if (state === wantedState) done();
    else if (state === SessionState.Terminated) fail(new Error("the call ended"));
  };
  session.stateChange.addListener(look);
  look(session.state);
});

const modified = (session, hold) => new Promise((done, fail) => session.invite({
  sessionDescriptionHandlerOptions: { hold },
  requestDelegate: { onAccept: done, onReject: () => fail(new Error("re-INVITE refused")) },
}));

const steps = {
  async hear(session) {
    const handler = session.sessionDescriptionHandler;
    const hz = await hearing(handler.remoteMediaStream);
    const { codec, dtls } = await figures(handler.peerConnection);
    return { hz, codec, dtls };
  },
  async "hear and report"(session) {
    const handler = session.sessionDescriptionHandler;
    const hz = await hearing(handler.remoteMediaStream);
    for (let round = 0; round < 60; round++) {
      const found = await figures(handler.peerConnection);
      if (found.reports && found.lost !== undefined) return { hz, ...found };
      await later(250);
    }
    return { hz, ...(await figures(handler.peerConnection)) };
  },
  async hold(session) { await modified(session, true); return { held: true }; },
  async resume(session) { await modified(session, false); return { held: false }; },
  async reload() { location.search = "?role=calls"; await later(60000); },
  async leave(session) { await session.bye(); return { left: true }; },
};

try {
  await audio.resume();
  let called;
  const invited = new Promise((done) => { called = done; });
  const agent = new UserAgent({
    uri: UserAgent.makeURI(`sip:alice@${wanted.host}`),
    delegate: { onInvite: (invitation) => called(invitation) },
    transportOptions: { server: wanted.server },
    sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(playing),
    sessionDescriptionHandlerFactoryOptions: { iceGatheringTimeout: 500 },
    logBuiltinEnabled: false,
  });
  await agent.start();
  let session;
  if (role === "calls") {
    session = new Inviter(agent, UserAgent.makeURI(`sip:${wanted.user}@${wanted.host}`));
    await session.invite();
  } else {
    const registerer = new Registerer(agent);
    await registerer.register();
    session = await invited;
    await session.accept();
  }
  await reaches(session, SessionState.Established);
  for (let step = ""; step !== "leave"; ) {
    step = await (await fetch("/go")).text();
    await tell({ step, ...(await steps[step](session)) });
  }
  await agent.stop();
} catch (error) {
  await tell({ error: String(error?.stack ?? error) });
}
