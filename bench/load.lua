-- What wrk sends: one request after the other to the 64 endpoints (of the load fleet: ten, of slow: 128), and each update
-- asks for another number of workers than the endpoint's last one, so that all of them are changes. LOAD says which load.
local load = assert(os.getenv("LOAD"), "LOAD is missing")
local update = '{"workersMax":%d,"workersMin":0,"idleTimeout":5,"gpuTypeIds":["NVIDIA GeForce RTX 4090"],'
  .. '"gpuCount":1,"scalerType":"QUEUE_DELAY","scalerValue":4}'
local caller = { ["Authorization"] = "Bearer benchmark" }
local writer = { ["Authorization"] = "Bearer benchmark", ["Content-Type"] = "application/json" }

local requests, sent = {}, 0

local function made(path, turn, number)
  if load == "reads" then
    return wrk.format("GET", path, caller)
  end
  local workers = load == "denied" and 999 or (turn + number) % 9 + 1
  return wrk.format("PATCH", path, writer, update:format(workers))
end

function init()
  local path = load == "slow" and "/v1/endpoints/slow%03d" or "/v1/endpoints/ep%02d"
  local last = ({ fleet = 9, slow = 127 })[load] or 63
  for turn = 0, 8 do
    for number = 0, last do
      requests[#requests + 1] = made(path:format(number), turn, number)
    end
  end
end

function request()
  sent = sent % #requests + 1
  return requests[sent]
end

-- requests, microseconds, p50, p99, answers of 400 and above, everything else that went wrong
function done(summary, latency)
  local e = summary.errors
  io.write(("result %d %d %d %d %d %d\n"):format(summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
