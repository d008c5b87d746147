// What a team would write instead: grammY with its runner, better-sqlite3, prepared statements.
import Database from "better-sqlite3";
import { Bot } from "grammy";
import { run, sequentialize } from "@grammyjs/runner";

const db = new Database(process.env.BENCH_DB);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = NORMAL");
const role = db.prepare("SELECT role FROM staff WHERE id = ?").pluck();
const client = db.prepare("SELECT id, name, phone FROM client WHERE phone = ?");
const visits = db.prepare("SELECT day, what FROM visit WHERE client_id = ? ORDER BY day DESC LIMIT 3");
const trace = db.prepare("INSERT INTO trail (staff_id, client_id, act) VALUES (?, ?, 'opened')");

const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: process.env.BOT_API } });
bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.on("message:text", (ctx) => {
  if (!role.get(ctx.from.id)) return ctx.reply("You are not on the staff.");
  const found = client.get(ctx.message.text);
  if (!found) return ctx.reply("Nobody has this number.");
  const latest = visits.all(found.id).map((visit) => `${visit.day} ${visit.what}`);
  trace.run(ctx.from.id, found.id);
  return ctx.reply(`<b>${found.name}</b>\n${found.phone}\n${latest.join("\n")}`, { parse_mode: "HTML" });
});
run(bot);
