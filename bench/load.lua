-- Send the requests of a file, which zero bytes separate, in turn or once each.
local requests, at, is_endless = {}, 0, true

function init(args)
   local file = io.open(args[1], "rb")
   for one in (file:read("*a") .. "\0"):gmatch("(.-)%z") do
      requests[#requests + 1] = one
   end
   file:close()
   is_endless = args[2] == "endless"
end

function request()
   at = at + 1
   if at > #requests then
      at = 1
   end
   if not is_endless and at == #requests then
      wrk.thread:stop()
   end
   return requests[at]
end

function done(summary, latency)
   local failed = summary.errors.status + summary.errors.timeout + summary.errors.connect
   io.write(string.format(
      '{"rate": %f, "p50": %f, "p95": %f, "failed": %d}\n',
      summary.requests / summary.duration * 1e6,
      latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, failed))
end
