// SPDX-License-Identifier: Apache-2.0
// Shows the state that /page/state sends, and sends what a person does.

import { announce, fillCommand, make, operands, setText, show } from "/page/elements.js";

const byId = id => document.getElementById(id);
const baseUrl = `${location.protocol}//127.0.0.1:${location.port}`;
const examplePhone = "+40747777777";

const CALLS = {
  WAITING: { text: "Waits for the first participant", tone: "calm" },
  RINGING: { text: "Ringing", tone: "warn" },
  DECLINED: { text: "Declined", tone: "bad", over: true },
  BUSY: { text: "Busy", tone: "bad", over: true },
  UNANSWERED: { text: "Not answered", tone: "calm", over: true },
  ENDED: { text: "Ended", tone: "calm", over: true },
};

// Actions

async function send(action, fields, error) {
  setText(error, "");
  try {
    const response = await fetch(`/page/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Jaas-Simulator": "page" },
      body: JSON.stringify(fields),
    });
    if (!response.ok) {
      setText(error, (await response.json()).error);
    }
    return response.ok;
  } catch {
    setText(error, "The simulator does not respond.");
    return false;
  }
}

function actionButton(text, label, className, onClick) {
  const button = make("button", { type: "button", className: `small ${className}`, textContent: text });
  button.setAttribute("aria-label", label);
  button.addEventListener("click", onClick);
  return button;
}

byId("open").addEventListener("submit", async event => {
  event.preventDefault();
  const form = event.currentTarget;
  const fields = { room: form.elements.room.value.trim(), user: form.elements.user.value.trim() };
  if (await send("join", fields, form.querySelector(".error"))) {
    form.reset();
    form.elements.room.focus();
  }
});

// Rooms

function createCard(room) {
  const error = make("p", { className: "error" });
  error.setAttribute("role", "alert");
  const user = make("input", { name: "user", autocomplete: "off", required: true });
  user.setAttribute("aria-label", `User id that joins ${room.name}`);
  user.autocapitalize = "none";
  user.spellcheck = false;
  const join = make("form", { className: "join" },
    make("label", { className: "field" }, "User id", user), make("button", { type: "submit", textContent: "Join" }));
  join.addEventListener("submit", async event => {
    event.preventDefault();
    if (await send("join", { room: room.conference, user: user.value.trim() }, error)) {
      join.reset();
    }
  });
  const heading = make("h3", { textContent: room.name, tabIndex: -1 });
  const card = make("article", { className: "panel card" },
    make("div", { className: "card-head" }, heading, make("span", { className: "badge" })),
    make("ul", { className: "people participants" }),
    make("p", { className: "more more-participants", hidden: true }),
    make("ul", { className: "people calls" }),
    make("p", { className: "more more-calls", hidden: true }),
    join,
    error,
    make("div", { className: "command" }));
  card.setAttribute("aria-label", `Room ${room.name}`);
  return card;
}

function updateCard(card, room) {
  const ringing = room.calls.some(call => call.state === "RINGING");
  const people = room.participantCount;
  const badge = card.querySelector(".card-head .badge");
  card.dataset.state = room.isOver ? "over" : "open";
  card.dataset.ringing = ringing;
  badge.dataset.tone = room.isOpen ? "good" : "calm";
  setText(badge, room.isOpen ? `${people} in the meeting` : room.isOver ? "Meeting is over" : "Nobody has joined");
  show(card.querySelector(".participants"), room.participants, person => person.id,
    person => createParticipant(card, room, person));
  showMore(card.querySelector(".more-participants"), people - room.participants.length, "in the meeting");
  show(card.querySelector(".calls"), room.calls, call => `${call.number} ${call.state}`,
    call => createCall(card, room, call));
  const live = room.calls.filter(call => !CALLS[call.state].over).length;
  showMore(card.querySelector(".more-calls"), room.liveCallCount - live, "ringing or waiting");
  card.querySelector(".command").hidden = room.isOver;
  fillCommand(card.querySelector(".command"), "dial-out", ...operands(room.name, examplePhone));
}

function showMore(element, number, text) {
  element.hidden = number === 0;
  setText(element, number === 0 ? "" : `and ${number} more ${text}`);
}

function createParticipant(card, room, person) {
  const name = person.user ?? person.phone;
  const face = make("span", { className: "face", textContent: person.phone ? "☎" : [...name][0].toUpperCase(),
    data: person.phone ? { kind: "phone", tone: "good" } : {} });
  face.setAttribute("aria-hidden", "true");
  return make("li", { className: "person" },
    face,
    make("div", { className: "who" },
      make("b", { textContent: name }),
      make("span", {}, "Participant ", make("code", { textContent: person.id }))),
    make("div", { className: "actions" },
      actionButton("Leave", `${name} leaves ${room.name}`, "quiet", () =>
        send("leave", { room: room.conference, participant: person.id }, card.querySelector(".error")))));
}

function createCall(card, room, call) {
  const state = CALLS[call.state];
  const face = make("span", { className: "face", textContent: "☎", data: { kind: "phone", tone: state.over ? "calm" : state.tone } });
  face.setAttribute("aria-hidden", "true");
  const act = action => send(action, { room: room.conference, phone: call.phone }, card.querySelector(".error"));
  const end = call.state === "RINGING"
    ? [actionButton("Answer", `Answer ${call.phone}`, "answer", () => act("answer")),
      actionButton("Decline", `Decline ${call.phone}`, "", () => act("decline"))]
    : state.over ? [make("span", { className: "badge", textContent: state.text, data: { tone: state.tone } })] : [];
  const details = state.over ? [] : [make("span", { textContent: state.text })];
  return make("li", { className: "person", data: { over: Boolean(state.over), call: call.state } },
    face,
    make("div", { className: "who" }, make("b", { textContent: call.phone }), ...details),
    make("div", { className: "actions" }, ...end));
}

function showRooms(state) {
  show(byId("rooms"), state.rooms, room => room.conference, createCard, updateCard);
  setText(byId("room-count"), state.openRoomCount === 0 ? "" : `${state.openRoomCount} open`);
  byId("no-rooms").hidden = state.rooms.length > 0;
  showMore(byId("more-rooms"), state.roomCount - state.rooms.length, "that are not shown");
}

// Requests, webhooks, bans

function verdict(status) {
  return status === 0 ? "No response" : status < 300 ? `${status} accepted` : `${status} rejected`;
}

function webhookVerdict(status) {
  return status === 0 ? "No response" : status < 300 ? `${status} accepted` : `${status} repeated later`;
}

function createEntry(entry, badge) {
  const time = new Date(entry.time);
  const tone = entry.status === 0 ? "warn" : entry.status < 300 ? "good" : "bad";
  const where = [entry.room, entry.reason ?? (entry.attempt > 1 ? `attempt ${entry.attempt}` : "")].filter(text => text);
  return make("li", { className: "entry" },
    make("span", { className: "description", textContent: entry.description }),
    make("span", { className: "badge", textContent: badge, data: { tone } }),
    make("span", { className: "where", textContent: where.join(" · ") }),
    make("time", { dateTime: time.toISOString(), textContent: time.toLocaleTimeString([], { hour12: false }) }));
}

function showLog(id, entries, create) {
  show(byId(id), entries, entry => `${entry.number} ${entry.time}`, create);
}

function count(entries) {
  return entries.length > 0 && entries[0].number > entries.length ? `last ${entries.length} of ${entries[0].number}` : "";
}

function showActivity(state) {
  showLog("requests", state.requests, entry => createEntry(entry, verdict(entry.status)));
  setText(byId("request-count"), count(state.requests));
  byId("no-requests").hidden = state.requests.length > 0;
  fillCommand(byId("no-requests-command"), "dial-out",
    ...operands(state.rooms.find(room => room.isOpen)?.name ?? "standup", examplePhone));
  showLog("webhooks", state.webhooks, entry => createEntry(entry, webhookVerdict(entry.status)));
  setText(byId("webhook-count"), count(state.webhooks));
  byId("no-endpoint").hidden = state.sendsWebhooks;
  byId("no-webhooks").hidden = !state.sendsWebhooks || state.webhooks.length > 0;
}

function showBans(state) {
  const tokens = state.bannedTokenCount;
  const bans = state.bannedUsers.map(user => ({ key: `user ${user}`, text: user }));
  if (state.bannedUserCount > bans.length) {
    bans.push({ key: `more ${state.bannedUserCount}`, text: `and ${state.bannedUserCount - bans.length} other users` });
  }
  if (tokens > 0) {
    bans.push({ key: `tokens ${tokens}`, text: tokens === 1 ? "1 token" : `${tokens} tokens` });
  }
  show(byId("bans"), bans, ban => ban.key, ban => make("li", { textContent: ban.text }));
  const banned = state.bannedUserCount + tokens;
  setText(byId("ban-count"), banned === 0 ? "" : String(banned));
  byId("no-bans").hidden = bans.length > 0;
}

// The whole page

let shownRinging = new Set();

/** Reports which phones ring to screen readers and in the title of the window. */
function showRinging(state) {
  const ringing = state.rooms.flatMap(room => room.calls.filter(call => call.state === "RINGING")
    .map(call => ({ key: `${call.number} ${room.conference}`, text: `${call.phone} rings for ${room.name}.` })));
  const fresh = ringing.filter(call => !shownRinging.has(call.key));
  shownRinging = new Set(ringing.map(call => call.key));
  if (fresh.length > 0) {
    announce(fresh.map(call => call.text).join(" "));
  }
  document.title = ringing.length > 0 ? `(${ringing.length} ringing) JaaS simulator` : "JaaS simulator";
}

/** Changes the page, and keeps the keyboard where it was: if what had the focus is gone, at the heading of its room. */
function keepingFocus(change) {
  const focused = document.activeElement;
  const key = focused?.closest(".card")?.dataset.key;
  change();
  if (focused === document.activeElement || focused === document.body) {
    return;
  }
  const card = [...byId("rooms").children].find(child => child.dataset.key === key);
  const target = focused.isConnected ? focused : card?.querySelector("h3") ?? byId("rooms-heading");
  target.focus({ preventScroll: true });
}

function showState(state) {
  keepingFocus(() => {
    showRooms(state);
    showActivity(state);
    showBans(state);
  });
  setText(byId("key-id"), state.keyId);
  showRinging(state);
}

function setConnection(state, text) {
  const pill = byId("connection");
  pill.dataset.state = state;
  setText(pill, text);
  byId("stopped").hidden = state !== "stopped";
  byId("replaced").hidden = state !== "replaced";
}

function connect() {
  const events = new EventSource("/page/state");
  events.addEventListener("message", event => {
    setConnection("live", "Live");
    showState(JSON.parse(event.data));
  });
  events.addEventListener("replaced", () => {
    setConnection("replaced", "Replaced");
    events.close();
  });
  events.addEventListener("error", () => {
    setConnection("stopped", "Not connected");
    events.close();
    setTimeout(connect, 1000);
  });
}

setText(byId("base-url"), baseUrl);
setText(byId("restart"), `./jaas simulate --port ${location.port}`);
fillCommand(byId("no-rooms-command"), "dial-out", "standup", examplePhone);
fillCommand(byId("no-endpoint-command"), "simulate", "--webhook-url", "http://127.0.0.1:8080/", "--webhook-secret-file", "secret.txt");
fillCommand(byId("no-bans-command"), "ban-user", "mallory");
connect();
