// What a team would write instead: grammY with its runner, knex over better-sqlite3.
import knex from "knex";
import { Bot } from "grammy";
import { run, sequentialize } from "@grammyjs/runner";

const db = knex({
  client: "better-sqlite3",
  connection: { filename: process.env.BENCH_DB },
  useNullAsDefault: true,
  pool: {
    afterCreate: (connection, done) => {
      connection.pragma("journal_mode = WAL");
      connection.pragma("synchronous = NORMAL");
      done(null, connection);
    },
  },
});

const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: process.env.BOT_API } });
bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.on("message:text", async (ctx) => {
  const clerk = await db("staff").where({ id: ctx.from.id }).first("role");
  if (!clerk) return ctx.reply("You are not on the staff.");
  const found = await db("client").where({ phone: ctx.message.text }).first("id", "name", "phone");
  if (!found) return ctx.reply("Nobody has this number.");
  const visits = await db("visit").where({ client_id: found.id }).orderBy("day", "desc").limit(3);
  await db("trail").insert({ staff_id: ctx.from.id, client_id: found.id, act: "opened" });
  const latest = visits.map((visit) => `${visit.day} ${visit.what}`);
  return ctx.reply(`<b>${found.name}</b>\n${found.phone}\n${latest.join("\n")}`, { parse_mode: "HTML" });
});
run(bot);
